// Original file: proto/microchat/logic/v1/sync.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AckReply as _microchat_logic_v1_AckReply, AckReply__Output as _microchat_logic_v1_AckReply__Output } from '../../../microchat/logic/v1/AckReply.ts';
import type { AckRequest as _microchat_logic_v1_AckRequest, AckRequest__Output as _microchat_logic_v1_AckRequest__Output } from '../../../microchat/logic/v1/AckRequest.ts';
import type { Changes as _microchat_client_v1_Changes, Changes__Output as _microchat_client_v1_Changes__Output } from '../../../microchat/client/v1/Changes.ts';
import type { ClearHistoryRequest as _microchat_logic_v1_ClearHistoryRequest, ClearHistoryRequest__Output as _microchat_logic_v1_ClearHistoryRequest__Output } from '../../../microchat/logic/v1/ClearHistoryRequest.ts';
import type { ConnectReply as _microchat_logic_v1_ConnectReply, ConnectReply__Output as _microchat_logic_v1_ConnectReply__Output } from '../../../microchat/logic/v1/ConnectReply.ts';
import type { ConnectRequest as _microchat_logic_v1_ConnectRequest, ConnectRequest__Output as _microchat_logic_v1_ConnectRequest__Output } from '../../../microchat/logic/v1/ConnectRequest.ts';
import type { ConversationEntry as _microchat_client_v1_ConversationEntry, ConversationEntry__Output as _microchat_client_v1_ConversationEntry__Output } from '../../../microchat/client/v1/ConversationEntry.ts';
import type { DeleteMessagesRequest as _microchat_logic_v1_DeleteMessagesRequest, DeleteMessagesRequest__Output as _microchat_logic_v1_DeleteMessagesRequest__Output } from '../../../microchat/logic/v1/DeleteMessagesRequest.ts';
import type { FillGapReply as _microchat_logic_v1_FillGapReply, FillGapReply__Output as _microchat_logic_v1_FillGapReply__Output } from '../../../microchat/logic/v1/FillGapReply.ts';
import type { FillGapRequest as _microchat_logic_v1_FillGapRequest, FillGapRequest__Output as _microchat_logic_v1_FillGapRequest__Output } from '../../../microchat/logic/v1/FillGapRequest.ts';
import type { GetChangesRequest as _microchat_logic_v1_GetChangesRequest, GetChangesRequest__Output as _microchat_logic_v1_GetChangesRequest__Output } from '../../../microchat/logic/v1/GetChangesRequest.ts';
import type { GetHeadsSinceRequest as _microchat_logic_v1_GetHeadsSinceRequest, GetHeadsSinceRequest__Output as _microchat_logic_v1_GetHeadsSinceRequest__Output } from '../../../microchat/logic/v1/GetHeadsSinceRequest.ts';
import type { GetMembershipsReply as _microchat_logic_v1_GetMembershipsReply, GetMembershipsReply__Output as _microchat_logic_v1_GetMembershipsReply__Output } from '../../../microchat/logic/v1/GetMembershipsReply.ts';
import type { GetMembershipsRequest as _microchat_logic_v1_GetMembershipsRequest, GetMembershipsRequest__Output as _microchat_logic_v1_GetMembershipsRequest__Output } from '../../../microchat/logic/v1/GetMembershipsRequest.ts';
import type { GetReadersReply as _microchat_logic_v1_GetReadersReply, GetReadersReply__Output as _microchat_logic_v1_GetReadersReply__Output } from '../../../microchat/logic/v1/GetReadersReply.ts';
import type { GetReadersRequest as _microchat_logic_v1_GetReadersRequest, GetReadersRequest__Output as _microchat_logic_v1_GetReadersRequest__Output } from '../../../microchat/logic/v1/GetReadersRequest.ts';
import type { Pong as _microchat_client_v1_Pong, Pong__Output as _microchat_client_v1_Pong__Output } from '../../../microchat/client/v1/Pong.ts';
import type { PullReply as _microchat_logic_v1_PullReply, PullReply__Output as _microchat_logic_v1_PullReply__Output } from '../../../microchat/logic/v1/PullReply.ts';
import type { PullRequest as _microchat_logic_v1_PullRequest, PullRequest__Output as _microchat_logic_v1_PullRequest__Output } from '../../../microchat/logic/v1/PullRequest.ts';
import type { ReadRequest as _microchat_logic_v1_ReadRequest, ReadRequest__Output as _microchat_logic_v1_ReadRequest__Output } from '../../../microchat/logic/v1/ReadRequest.ts';
import type { Receipt as _microchat_client_v1_Receipt, Receipt__Output as _microchat_client_v1_Receipt__Output } from '../../../microchat/client/v1/Receipt.ts';
import type { UpdateConversationRequest as _microchat_logic_v1_UpdateConversationRequest, UpdateConversationRequest__Output as _microchat_logic_v1_UpdateConversationRequest__Output } from '../../../microchat/logic/v1/UpdateConversationRequest.ts';

export interface SyncClient extends grpc.Client {
  Ack(argument: _microchat_logic_v1_AckRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_AckReply__Output>): grpc.ClientUnaryCall;
  Ack(argument: _microchat_logic_v1_AckRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_AckReply__Output>): grpc.ClientUnaryCall;
  Ack(argument: _microchat_logic_v1_AckRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_AckReply__Output>): grpc.ClientUnaryCall;
  Ack(argument: _microchat_logic_v1_AckRequest, callback: grpc.requestCallback<_microchat_logic_v1_AckReply__Output>): grpc.ClientUnaryCall;
  ack(argument: _microchat_logic_v1_AckRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_AckReply__Output>): grpc.ClientUnaryCall;
  ack(argument: _microchat_logic_v1_AckRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_AckReply__Output>): grpc.ClientUnaryCall;
  ack(argument: _microchat_logic_v1_AckRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_AckReply__Output>): grpc.ClientUnaryCall;
  ack(argument: _microchat_logic_v1_AckRequest, callback: grpc.requestCallback<_microchat_logic_v1_AckReply__Output>): grpc.ClientUnaryCall;
  
  ClearHistory(argument: _microchat_logic_v1_ClearHistoryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  ClearHistory(argument: _microchat_logic_v1_ClearHistoryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  ClearHistory(argument: _microchat_logic_v1_ClearHistoryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  ClearHistory(argument: _microchat_logic_v1_ClearHistoryRequest, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  clearHistory(argument: _microchat_logic_v1_ClearHistoryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  clearHistory(argument: _microchat_logic_v1_ClearHistoryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  clearHistory(argument: _microchat_logic_v1_ClearHistoryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  clearHistory(argument: _microchat_logic_v1_ClearHistoryRequest, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  
  Connect(argument: _microchat_logic_v1_ConnectRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_ConnectReply__Output>): grpc.ClientUnaryCall;
  Connect(argument: _microchat_logic_v1_ConnectRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_ConnectReply__Output>): grpc.ClientUnaryCall;
  Connect(argument: _microchat_logic_v1_ConnectRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_ConnectReply__Output>): grpc.ClientUnaryCall;
  Connect(argument: _microchat_logic_v1_ConnectRequest, callback: grpc.requestCallback<_microchat_logic_v1_ConnectReply__Output>): grpc.ClientUnaryCall;
  connect(argument: _microchat_logic_v1_ConnectRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_ConnectReply__Output>): grpc.ClientUnaryCall;
  connect(argument: _microchat_logic_v1_ConnectRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_ConnectReply__Output>): grpc.ClientUnaryCall;
  connect(argument: _microchat_logic_v1_ConnectRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_ConnectReply__Output>): grpc.ClientUnaryCall;
  connect(argument: _microchat_logic_v1_ConnectRequest, callback: grpc.requestCallback<_microchat_logic_v1_ConnectReply__Output>): grpc.ClientUnaryCall;
  
  DeleteMessages(argument: _microchat_logic_v1_DeleteMessagesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  DeleteMessages(argument: _microchat_logic_v1_DeleteMessagesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  DeleteMessages(argument: _microchat_logic_v1_DeleteMessagesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  DeleteMessages(argument: _microchat_logic_v1_DeleteMessagesRequest, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  deleteMessages(argument: _microchat_logic_v1_DeleteMessagesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  deleteMessages(argument: _microchat_logic_v1_DeleteMessagesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  deleteMessages(argument: _microchat_logic_v1_DeleteMessagesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  deleteMessages(argument: _microchat_logic_v1_DeleteMessagesRequest, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  
  FillGap(argument: _microchat_logic_v1_FillGapRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_FillGapReply__Output>): grpc.ClientUnaryCall;
  FillGap(argument: _microchat_logic_v1_FillGapRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_FillGapReply__Output>): grpc.ClientUnaryCall;
  FillGap(argument: _microchat_logic_v1_FillGapRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_FillGapReply__Output>): grpc.ClientUnaryCall;
  FillGap(argument: _microchat_logic_v1_FillGapRequest, callback: grpc.requestCallback<_microchat_logic_v1_FillGapReply__Output>): grpc.ClientUnaryCall;
  fillGap(argument: _microchat_logic_v1_FillGapRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_FillGapReply__Output>): grpc.ClientUnaryCall;
  fillGap(argument: _microchat_logic_v1_FillGapRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_FillGapReply__Output>): grpc.ClientUnaryCall;
  fillGap(argument: _microchat_logic_v1_FillGapRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_FillGapReply__Output>): grpc.ClientUnaryCall;
  fillGap(argument: _microchat_logic_v1_FillGapRequest, callback: grpc.requestCallback<_microchat_logic_v1_FillGapReply__Output>): grpc.ClientUnaryCall;
  
  GetChanges(argument: _microchat_logic_v1_GetChangesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Changes__Output>): grpc.ClientUnaryCall;
  GetChanges(argument: _microchat_logic_v1_GetChangesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_client_v1_Changes__Output>): grpc.ClientUnaryCall;
  GetChanges(argument: _microchat_logic_v1_GetChangesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Changes__Output>): grpc.ClientUnaryCall;
  GetChanges(argument: _microchat_logic_v1_GetChangesRequest, callback: grpc.requestCallback<_microchat_client_v1_Changes__Output>): grpc.ClientUnaryCall;
  getChanges(argument: _microchat_logic_v1_GetChangesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Changes__Output>): grpc.ClientUnaryCall;
  getChanges(argument: _microchat_logic_v1_GetChangesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_client_v1_Changes__Output>): grpc.ClientUnaryCall;
  getChanges(argument: _microchat_logic_v1_GetChangesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Changes__Output>): grpc.ClientUnaryCall;
  getChanges(argument: _microchat_logic_v1_GetChangesRequest, callback: grpc.requestCallback<_microchat_client_v1_Changes__Output>): grpc.ClientUnaryCall;
  
  GetHeads(argument: _microchat_logic_v1_GetHeadsSinceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Pong__Output>): grpc.ClientUnaryCall;
  GetHeads(argument: _microchat_logic_v1_GetHeadsSinceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_client_v1_Pong__Output>): grpc.ClientUnaryCall;
  GetHeads(argument: _microchat_logic_v1_GetHeadsSinceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Pong__Output>): grpc.ClientUnaryCall;
  GetHeads(argument: _microchat_logic_v1_GetHeadsSinceRequest, callback: grpc.requestCallback<_microchat_client_v1_Pong__Output>): grpc.ClientUnaryCall;
  getHeads(argument: _microchat_logic_v1_GetHeadsSinceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Pong__Output>): grpc.ClientUnaryCall;
  getHeads(argument: _microchat_logic_v1_GetHeadsSinceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_client_v1_Pong__Output>): grpc.ClientUnaryCall;
  getHeads(argument: _microchat_logic_v1_GetHeadsSinceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Pong__Output>): grpc.ClientUnaryCall;
  getHeads(argument: _microchat_logic_v1_GetHeadsSinceRequest, callback: grpc.requestCallback<_microchat_client_v1_Pong__Output>): grpc.ClientUnaryCall;
  
  GetMemberships(argument: _microchat_logic_v1_GetMembershipsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GetMembershipsReply__Output>): grpc.ClientUnaryCall;
  GetMemberships(argument: _microchat_logic_v1_GetMembershipsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_GetMembershipsReply__Output>): grpc.ClientUnaryCall;
  GetMemberships(argument: _microchat_logic_v1_GetMembershipsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GetMembershipsReply__Output>): grpc.ClientUnaryCall;
  GetMemberships(argument: _microchat_logic_v1_GetMembershipsRequest, callback: grpc.requestCallback<_microchat_logic_v1_GetMembershipsReply__Output>): grpc.ClientUnaryCall;
  getMemberships(argument: _microchat_logic_v1_GetMembershipsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GetMembershipsReply__Output>): grpc.ClientUnaryCall;
  getMemberships(argument: _microchat_logic_v1_GetMembershipsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_GetMembershipsReply__Output>): grpc.ClientUnaryCall;
  getMemberships(argument: _microchat_logic_v1_GetMembershipsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GetMembershipsReply__Output>): grpc.ClientUnaryCall;
  getMemberships(argument: _microchat_logic_v1_GetMembershipsRequest, callback: grpc.requestCallback<_microchat_logic_v1_GetMembershipsReply__Output>): grpc.ClientUnaryCall;
  
  GetReaders(argument: _microchat_logic_v1_GetReadersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GetReadersReply__Output>): grpc.ClientUnaryCall;
  GetReaders(argument: _microchat_logic_v1_GetReadersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_GetReadersReply__Output>): grpc.ClientUnaryCall;
  GetReaders(argument: _microchat_logic_v1_GetReadersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GetReadersReply__Output>): grpc.ClientUnaryCall;
  GetReaders(argument: _microchat_logic_v1_GetReadersRequest, callback: grpc.requestCallback<_microchat_logic_v1_GetReadersReply__Output>): grpc.ClientUnaryCall;
  getReaders(argument: _microchat_logic_v1_GetReadersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GetReadersReply__Output>): grpc.ClientUnaryCall;
  getReaders(argument: _microchat_logic_v1_GetReadersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_GetReadersReply__Output>): grpc.ClientUnaryCall;
  getReaders(argument: _microchat_logic_v1_GetReadersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GetReadersReply__Output>): grpc.ClientUnaryCall;
  getReaders(argument: _microchat_logic_v1_GetReadersRequest, callback: grpc.requestCallback<_microchat_logic_v1_GetReadersReply__Output>): grpc.ClientUnaryCall;
  
  Pull(argument: _microchat_logic_v1_PullRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_PullReply__Output>): grpc.ClientUnaryCall;
  Pull(argument: _microchat_logic_v1_PullRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_PullReply__Output>): grpc.ClientUnaryCall;
  Pull(argument: _microchat_logic_v1_PullRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_PullReply__Output>): grpc.ClientUnaryCall;
  Pull(argument: _microchat_logic_v1_PullRequest, callback: grpc.requestCallback<_microchat_logic_v1_PullReply__Output>): grpc.ClientUnaryCall;
  pull(argument: _microchat_logic_v1_PullRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_PullReply__Output>): grpc.ClientUnaryCall;
  pull(argument: _microchat_logic_v1_PullRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_PullReply__Output>): grpc.ClientUnaryCall;
  pull(argument: _microchat_logic_v1_PullRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_PullReply__Output>): grpc.ClientUnaryCall;
  pull(argument: _microchat_logic_v1_PullRequest, callback: grpc.requestCallback<_microchat_logic_v1_PullReply__Output>): grpc.ClientUnaryCall;
  
  Read(argument: _microchat_logic_v1_ReadRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Receipt__Output>): grpc.ClientUnaryCall;
  Read(argument: _microchat_logic_v1_ReadRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_client_v1_Receipt__Output>): grpc.ClientUnaryCall;
  Read(argument: _microchat_logic_v1_ReadRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Receipt__Output>): grpc.ClientUnaryCall;
  Read(argument: _microchat_logic_v1_ReadRequest, callback: grpc.requestCallback<_microchat_client_v1_Receipt__Output>): grpc.ClientUnaryCall;
  read(argument: _microchat_logic_v1_ReadRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Receipt__Output>): grpc.ClientUnaryCall;
  read(argument: _microchat_logic_v1_ReadRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_client_v1_Receipt__Output>): grpc.ClientUnaryCall;
  read(argument: _microchat_logic_v1_ReadRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Receipt__Output>): grpc.ClientUnaryCall;
  read(argument: _microchat_logic_v1_ReadRequest, callback: grpc.requestCallback<_microchat_client_v1_Receipt__Output>): grpc.ClientUnaryCall;
  
  UpdateConversation(argument: _microchat_logic_v1_UpdateConversationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  UpdateConversation(argument: _microchat_logic_v1_UpdateConversationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  UpdateConversation(argument: _microchat_logic_v1_UpdateConversationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  UpdateConversation(argument: _microchat_logic_v1_UpdateConversationRequest, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  updateConversation(argument: _microchat_logic_v1_UpdateConversationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  updateConversation(argument: _microchat_logic_v1_UpdateConversationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  updateConversation(argument: _microchat_logic_v1_UpdateConversationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  updateConversation(argument: _microchat_logic_v1_UpdateConversationRequest, callback: grpc.requestCallback<_microchat_client_v1_ConversationEntry__Output>): grpc.ClientUnaryCall;
  
}

export interface SyncHandlers extends grpc.UntypedServiceImplementation {
  Ack: grpc.handleUnaryCall<_microchat_logic_v1_AckRequest__Output, _microchat_logic_v1_AckReply>;
  
  ClearHistory: grpc.handleUnaryCall<_microchat_logic_v1_ClearHistoryRequest__Output, _microchat_client_v1_ConversationEntry>;
  
  Connect: grpc.handleUnaryCall<_microchat_logic_v1_ConnectRequest__Output, _microchat_logic_v1_ConnectReply>;
  
  DeleteMessages: grpc.handleUnaryCall<_microchat_logic_v1_DeleteMessagesRequest__Output, _microchat_client_v1_ConversationEntry>;
  
  FillGap: grpc.handleUnaryCall<_microchat_logic_v1_FillGapRequest__Output, _microchat_logic_v1_FillGapReply>;
  
  GetChanges: grpc.handleUnaryCall<_microchat_logic_v1_GetChangesRequest__Output, _microchat_client_v1_Changes>;
  
  GetHeads: grpc.handleUnaryCall<_microchat_logic_v1_GetHeadsSinceRequest__Output, _microchat_client_v1_Pong>;
  
  GetMemberships: grpc.handleUnaryCall<_microchat_logic_v1_GetMembershipsRequest__Output, _microchat_logic_v1_GetMembershipsReply>;
  
  GetReaders: grpc.handleUnaryCall<_microchat_logic_v1_GetReadersRequest__Output, _microchat_logic_v1_GetReadersReply>;
  
  Pull: grpc.handleUnaryCall<_microchat_logic_v1_PullRequest__Output, _microchat_logic_v1_PullReply>;
  
  Read: grpc.handleUnaryCall<_microchat_logic_v1_ReadRequest__Output, _microchat_client_v1_Receipt>;
  
  UpdateConversation: grpc.handleUnaryCall<_microchat_logic_v1_UpdateConversationRequest__Output, _microchat_client_v1_ConversationEntry>;
  
}

export interface SyncDefinition extends grpc.ServiceDefinition {
  Ack: MethodDefinition<_microchat_logic_v1_AckRequest, _microchat_logic_v1_AckReply, _microchat_logic_v1_AckRequest__Output, _microchat_logic_v1_AckReply__Output>
  ClearHistory: MethodDefinition<_microchat_logic_v1_ClearHistoryRequest, _microchat_client_v1_ConversationEntry, _microchat_logic_v1_ClearHistoryRequest__Output, _microchat_client_v1_ConversationEntry__Output>
  Connect: MethodDefinition<_microchat_logic_v1_ConnectRequest, _microchat_logic_v1_ConnectReply, _microchat_logic_v1_ConnectRequest__Output, _microchat_logic_v1_ConnectReply__Output>
  DeleteMessages: MethodDefinition<_microchat_logic_v1_DeleteMessagesRequest, _microchat_client_v1_ConversationEntry, _microchat_logic_v1_DeleteMessagesRequest__Output, _microchat_client_v1_ConversationEntry__Output>
  FillGap: MethodDefinition<_microchat_logic_v1_FillGapRequest, _microchat_logic_v1_FillGapReply, _microchat_logic_v1_FillGapRequest__Output, _microchat_logic_v1_FillGapReply__Output>
  GetChanges: MethodDefinition<_microchat_logic_v1_GetChangesRequest, _microchat_client_v1_Changes, _microchat_logic_v1_GetChangesRequest__Output, _microchat_client_v1_Changes__Output>
  GetHeads: MethodDefinition<_microchat_logic_v1_GetHeadsSinceRequest, _microchat_client_v1_Pong, _microchat_logic_v1_GetHeadsSinceRequest__Output, _microchat_client_v1_Pong__Output>
  GetMemberships: MethodDefinition<_microchat_logic_v1_GetMembershipsRequest, _microchat_logic_v1_GetMembershipsReply, _microchat_logic_v1_GetMembershipsRequest__Output, _microchat_logic_v1_GetMembershipsReply__Output>
  GetReaders: MethodDefinition<_microchat_logic_v1_GetReadersRequest, _microchat_logic_v1_GetReadersReply, _microchat_logic_v1_GetReadersRequest__Output, _microchat_logic_v1_GetReadersReply__Output>
  Pull: MethodDefinition<_microchat_logic_v1_PullRequest, _microchat_logic_v1_PullReply, _microchat_logic_v1_PullRequest__Output, _microchat_logic_v1_PullReply__Output>
  Read: MethodDefinition<_microchat_logic_v1_ReadRequest, _microchat_client_v1_Receipt, _microchat_logic_v1_ReadRequest__Output, _microchat_client_v1_Receipt__Output>
  UpdateConversation: MethodDefinition<_microchat_logic_v1_UpdateConversationRequest, _microchat_client_v1_ConversationEntry, _microchat_logic_v1_UpdateConversationRequest__Output, _microchat_client_v1_ConversationEntry__Output>
}
