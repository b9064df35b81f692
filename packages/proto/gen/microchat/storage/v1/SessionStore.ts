// Original file: proto/microchat/storage/v1/session_store.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AdvanceGroupReply as _microchat_storage_v1_AdvanceGroupReply, AdvanceGroupReply__Output as _microchat_storage_v1_AdvanceGroupReply__Output } from '../../../microchat/storage/v1/AdvanceGroupReply.ts';
import type { AdvanceGroupRequest as _microchat_storage_v1_AdvanceGroupRequest, AdvanceGroupRequest__Output as _microchat_storage_v1_AdvanceGroupRequest__Output } from '../../../microchat/storage/v1/AdvanceGroupRequest.ts';
import type { AdvanceReadReply as _microchat_storage_v1_AdvanceReadReply, AdvanceReadReply__Output as _microchat_storage_v1_AdvanceReadReply__Output } from '../../../microchat/storage/v1/AdvanceReadReply.ts';
import type { AdvanceReadRequest as _microchat_storage_v1_AdvanceReadRequest, AdvanceReadRequest__Output as _microchat_storage_v1_AdvanceReadRequest__Output } from '../../../microchat/storage/v1/AdvanceReadRequest.ts';
import type { GetDeviceCursorReply as _microchat_storage_v1_GetDeviceCursorReply, GetDeviceCursorReply__Output as _microchat_storage_v1_GetDeviceCursorReply__Output } from '../../../microchat/storage/v1/GetDeviceCursorReply.ts';
import type { GetDeviceCursorRequest as _microchat_storage_v1_GetDeviceCursorRequest, GetDeviceCursorRequest__Output as _microchat_storage_v1_GetDeviceCursorRequest__Output } from '../../../microchat/storage/v1/GetDeviceCursorRequest.ts';
import type { GetEntriesReply as _microchat_storage_v1_GetEntriesReply, GetEntriesReply__Output as _microchat_storage_v1_GetEntriesReply__Output } from '../../../microchat/storage/v1/GetEntriesReply.ts';
import type { GetEntriesRequest as _microchat_storage_v1_GetEntriesRequest, GetEntriesRequest__Output as _microchat_storage_v1_GetEntriesRequest__Output } from '../../../microchat/storage/v1/GetEntriesRequest.ts';
import type { GetEpochReply as _microchat_storage_v1_GetEpochReply, GetEpochReply__Output as _microchat_storage_v1_GetEpochReply__Output } from '../../../microchat/storage/v1/GetEpochReply.ts';
import type { GetEpochRequest as _microchat_storage_v1_GetEpochRequest, GetEpochRequest__Output as _microchat_storage_v1_GetEpochRequest__Output } from '../../../microchat/storage/v1/GetEpochRequest.ts';
import type { GetGroupHeadsReply as _microchat_storage_v1_GetGroupHeadsReply, GetGroupHeadsReply__Output as _microchat_storage_v1_GetGroupHeadsReply__Output } from '../../../microchat/storage/v1/GetGroupHeadsReply.ts';
import type { GetGroupHeadsRequest as _microchat_storage_v1_GetGroupHeadsRequest, GetGroupHeadsRequest__Output as _microchat_storage_v1_GetGroupHeadsRequest__Output } from '../../../microchat/storage/v1/GetGroupHeadsRequest.ts';
import type { HideMessagesReply as _microchat_storage_v1_HideMessagesReply, HideMessagesReply__Output as _microchat_storage_v1_HideMessagesReply__Output } from '../../../microchat/storage/v1/HideMessagesReply.ts';
import type { HideMessagesRequest as _microchat_storage_v1_HideMessagesRequest, HideMessagesRequest__Output as _microchat_storage_v1_HideMessagesRequest__Output } from '../../../microchat/storage/v1/HideMessagesRequest.ts';
import type { ListMembershipsReply as _microchat_storage_v1_ListMembershipsReply, ListMembershipsReply__Output as _microchat_storage_v1_ListMembershipsReply__Output } from '../../../microchat/storage/v1/ListMembershipsReply.ts';
import type { ListMembershipsRequest as _microchat_storage_v1_ListMembershipsRequest, ListMembershipsRequest__Output as _microchat_storage_v1_ListMembershipsRequest__Output } from '../../../microchat/storage/v1/ListMembershipsRequest.ts';
import type { ListReadersReply as _microchat_storage_v1_ListReadersReply, ListReadersReply__Output as _microchat_storage_v1_ListReadersReply__Output } from '../../../microchat/storage/v1/ListReadersReply.ts';
import type { ListReadersRequest as _microchat_storage_v1_ListReadersRequest, ListReadersRequest__Output as _microchat_storage_v1_ListReadersRequest__Output } from '../../../microchat/storage/v1/ListReadersRequest.ts';
import type { ReadChangesReply as _microchat_storage_v1_ReadChangesReply, ReadChangesReply__Output as _microchat_storage_v1_ReadChangesReply__Output } from '../../../microchat/storage/v1/ReadChangesReply.ts';
import type { ReadChangesRequest as _microchat_storage_v1_ReadChangesRequest, ReadChangesRequest__Output as _microchat_storage_v1_ReadChangesRequest__Output } from '../../../microchat/storage/v1/ReadChangesRequest.ts';
import type { RecordHeadReply as _microchat_storage_v1_RecordHeadReply, RecordHeadReply__Output as _microchat_storage_v1_RecordHeadReply__Output } from '../../../microchat/storage/v1/RecordHeadReply.ts';
import type { RecordHeadRequest as _microchat_storage_v1_RecordHeadRequest, RecordHeadRequest__Output as _microchat_storage_v1_RecordHeadRequest__Output } from '../../../microchat/storage/v1/RecordHeadRequest.ts';
import type { RecordMembershipReply as _microchat_storage_v1_RecordMembershipReply, RecordMembershipReply__Output as _microchat_storage_v1_RecordMembershipReply__Output } from '../../../microchat/storage/v1/RecordMembershipReply.ts';
import type { RecordMembershipRequest as _microchat_storage_v1_RecordMembershipRequest, RecordMembershipRequest__Output as _microchat_storage_v1_RecordMembershipRequest__Output } from '../../../microchat/storage/v1/RecordMembershipRequest.ts';
import type { RecordPeerReadReply as _microchat_storage_v1_RecordPeerReadReply, RecordPeerReadReply__Output as _microchat_storage_v1_RecordPeerReadReply__Output } from '../../../microchat/storage/v1/RecordPeerReadReply.ts';
import type { RecordPeerReadRequest as _microchat_storage_v1_RecordPeerReadRequest, RecordPeerReadRequest__Output as _microchat_storage_v1_RecordPeerReadRequest__Output } from '../../../microchat/storage/v1/RecordPeerReadRequest.ts';
import type { RecordReaderReply as _microchat_storage_v1_RecordReaderReply, RecordReaderReply__Output as _microchat_storage_v1_RecordReaderReply__Output } from '../../../microchat/storage/v1/RecordReaderReply.ts';
import type { RecordReaderRequest as _microchat_storage_v1_RecordReaderRequest, RecordReaderRequest__Output as _microchat_storage_v1_RecordReaderRequest__Output } from '../../../microchat/storage/v1/RecordReaderRequest.ts';
import type { SaveDeviceCursorReply as _microchat_storage_v1_SaveDeviceCursorReply, SaveDeviceCursorReply__Output as _microchat_storage_v1_SaveDeviceCursorReply__Output } from '../../../microchat/storage/v1/SaveDeviceCursorReply.ts';
import type { SaveDeviceCursorRequest as _microchat_storage_v1_SaveDeviceCursorRequest, SaveDeviceCursorRequest__Output as _microchat_storage_v1_SaveDeviceCursorRequest__Output } from '../../../microchat/storage/v1/SaveDeviceCursorRequest.ts';
import type { SetAttributesReply as _microchat_storage_v1_SetAttributesReply, SetAttributesReply__Output as _microchat_storage_v1_SetAttributesReply__Output } from '../../../microchat/storage/v1/SetAttributesReply.ts';
import type { SetAttributesRequest as _microchat_storage_v1_SetAttributesRequest, SetAttributesRequest__Output as _microchat_storage_v1_SetAttributesRequest__Output } from '../../../microchat/storage/v1/SetAttributesRequest.ts';

export interface SessionStoreClient extends grpc.Client {
  AdvanceGroup(argument: _microchat_storage_v1_AdvanceGroupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_AdvanceGroupReply__Output>): grpc.ClientUnaryCall;
  AdvanceGroup(argument: _microchat_storage_v1_AdvanceGroupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_AdvanceGroupReply__Output>): grpc.ClientUnaryCall;
  AdvanceGroup(argument: _microchat_storage_v1_AdvanceGroupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_AdvanceGroupReply__Output>): grpc.ClientUnaryCall;
  AdvanceGroup(argument: _microchat_storage_v1_AdvanceGroupRequest, callback: grpc.requestCallback<_microchat_storage_v1_AdvanceGroupReply__Output>): grpc.ClientUnaryCall;
  advanceGroup(argument: _microchat_storage_v1_AdvanceGroupRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_AdvanceGroupReply__Output>): grpc.ClientUnaryCall;
  advanceGroup(argument: _microchat_storage_v1_AdvanceGroupRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_AdvanceGroupReply__Output>): grpc.ClientUnaryCall;
  advanceGroup(argument: _microchat_storage_v1_AdvanceGroupRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_AdvanceGroupReply__Output>): grpc.ClientUnaryCall;
  advanceGroup(argument: _microchat_storage_v1_AdvanceGroupRequest, callback: grpc.requestCallback<_microchat_storage_v1_AdvanceGroupReply__Output>): grpc.ClientUnaryCall;
  
  AdvanceRead(argument: _microchat_storage_v1_AdvanceReadRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_AdvanceReadReply__Output>): grpc.ClientUnaryCall;
  AdvanceRead(argument: _microchat_storage_v1_AdvanceReadRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_AdvanceReadReply__Output>): grpc.ClientUnaryCall;
  AdvanceRead(argument: _microchat_storage_v1_AdvanceReadRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_AdvanceReadReply__Output>): grpc.ClientUnaryCall;
  AdvanceRead(argument: _microchat_storage_v1_AdvanceReadRequest, callback: grpc.requestCallback<_microchat_storage_v1_AdvanceReadReply__Output>): grpc.ClientUnaryCall;
  advanceRead(argument: _microchat_storage_v1_AdvanceReadRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_AdvanceReadReply__Output>): grpc.ClientUnaryCall;
  advanceRead(argument: _microchat_storage_v1_AdvanceReadRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_AdvanceReadReply__Output>): grpc.ClientUnaryCall;
  advanceRead(argument: _microchat_storage_v1_AdvanceReadRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_AdvanceReadReply__Output>): grpc.ClientUnaryCall;
  advanceRead(argument: _microchat_storage_v1_AdvanceReadRequest, callback: grpc.requestCallback<_microchat_storage_v1_AdvanceReadReply__Output>): grpc.ClientUnaryCall;
  
  GetDeviceCursor(argument: _microchat_storage_v1_GetDeviceCursorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetDeviceCursorReply__Output>): grpc.ClientUnaryCall;
  GetDeviceCursor(argument: _microchat_storage_v1_GetDeviceCursorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_GetDeviceCursorReply__Output>): grpc.ClientUnaryCall;
  GetDeviceCursor(argument: _microchat_storage_v1_GetDeviceCursorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetDeviceCursorReply__Output>): grpc.ClientUnaryCall;
  GetDeviceCursor(argument: _microchat_storage_v1_GetDeviceCursorRequest, callback: grpc.requestCallback<_microchat_storage_v1_GetDeviceCursorReply__Output>): grpc.ClientUnaryCall;
  getDeviceCursor(argument: _microchat_storage_v1_GetDeviceCursorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetDeviceCursorReply__Output>): grpc.ClientUnaryCall;
  getDeviceCursor(argument: _microchat_storage_v1_GetDeviceCursorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_GetDeviceCursorReply__Output>): grpc.ClientUnaryCall;
  getDeviceCursor(argument: _microchat_storage_v1_GetDeviceCursorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetDeviceCursorReply__Output>): grpc.ClientUnaryCall;
  getDeviceCursor(argument: _microchat_storage_v1_GetDeviceCursorRequest, callback: grpc.requestCallback<_microchat_storage_v1_GetDeviceCursorReply__Output>): grpc.ClientUnaryCall;
  
  GetEntries(argument: _microchat_storage_v1_GetEntriesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetEntriesReply__Output>): grpc.ClientUnaryCall;
  GetEntries(argument: _microchat_storage_v1_GetEntriesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_GetEntriesReply__Output>): grpc.ClientUnaryCall;
  GetEntries(argument: _microchat_storage_v1_GetEntriesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetEntriesReply__Output>): grpc.ClientUnaryCall;
  GetEntries(argument: _microchat_storage_v1_GetEntriesRequest, callback: grpc.requestCallback<_microchat_storage_v1_GetEntriesReply__Output>): grpc.ClientUnaryCall;
  getEntries(argument: _microchat_storage_v1_GetEntriesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetEntriesReply__Output>): grpc.ClientUnaryCall;
  getEntries(argument: _microchat_storage_v1_GetEntriesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_GetEntriesReply__Output>): grpc.ClientUnaryCall;
  getEntries(argument: _microchat_storage_v1_GetEntriesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetEntriesReply__Output>): grpc.ClientUnaryCall;
  getEntries(argument: _microchat_storage_v1_GetEntriesRequest, callback: grpc.requestCallback<_microchat_storage_v1_GetEntriesReply__Output>): grpc.ClientUnaryCall;
  
  GetEpoch(argument: _microchat_storage_v1_GetEpochRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetEpochReply__Output>): grpc.ClientUnaryCall;
  GetEpoch(argument: _microchat_storage_v1_GetEpochRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_GetEpochReply__Output>): grpc.ClientUnaryCall;
  GetEpoch(argument: _microchat_storage_v1_GetEpochRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetEpochReply__Output>): grpc.ClientUnaryCall;
  GetEpoch(argument: _microchat_storage_v1_GetEpochRequest, callback: grpc.requestCallback<_microchat_storage_v1_GetEpochReply__Output>): grpc.ClientUnaryCall;
  getEpoch(argument: _microchat_storage_v1_GetEpochRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetEpochReply__Output>): grpc.ClientUnaryCall;
  getEpoch(argument: _microchat_storage_v1_GetEpochRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_GetEpochReply__Output>): grpc.ClientUnaryCall;
  getEpoch(argument: _microchat_storage_v1_GetEpochRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetEpochReply__Output>): grpc.ClientUnaryCall;
  getEpoch(argument: _microchat_storage_v1_GetEpochRequest, callback: grpc.requestCallback<_microchat_storage_v1_GetEpochReply__Output>): grpc.ClientUnaryCall;
  
  GetGroupHeads(argument: _microchat_storage_v1_GetGroupHeadsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetGroupHeadsReply__Output>): grpc.ClientUnaryCall;
  GetGroupHeads(argument: _microchat_storage_v1_GetGroupHeadsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_GetGroupHeadsReply__Output>): grpc.ClientUnaryCall;
  GetGroupHeads(argument: _microchat_storage_v1_GetGroupHeadsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetGroupHeadsReply__Output>): grpc.ClientUnaryCall;
  GetGroupHeads(argument: _microchat_storage_v1_GetGroupHeadsRequest, callback: grpc.requestCallback<_microchat_storage_v1_GetGroupHeadsReply__Output>): grpc.ClientUnaryCall;
  getGroupHeads(argument: _microchat_storage_v1_GetGroupHeadsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetGroupHeadsReply__Output>): grpc.ClientUnaryCall;
  getGroupHeads(argument: _microchat_storage_v1_GetGroupHeadsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_GetGroupHeadsReply__Output>): grpc.ClientUnaryCall;
  getGroupHeads(argument: _microchat_storage_v1_GetGroupHeadsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetGroupHeadsReply__Output>): grpc.ClientUnaryCall;
  getGroupHeads(argument: _microchat_storage_v1_GetGroupHeadsRequest, callback: grpc.requestCallback<_microchat_storage_v1_GetGroupHeadsReply__Output>): grpc.ClientUnaryCall;
  
  HideMessages(argument: _microchat_storage_v1_HideMessagesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_HideMessagesReply__Output>): grpc.ClientUnaryCall;
  HideMessages(argument: _microchat_storage_v1_HideMessagesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_HideMessagesReply__Output>): grpc.ClientUnaryCall;
  HideMessages(argument: _microchat_storage_v1_HideMessagesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_HideMessagesReply__Output>): grpc.ClientUnaryCall;
  HideMessages(argument: _microchat_storage_v1_HideMessagesRequest, callback: grpc.requestCallback<_microchat_storage_v1_HideMessagesReply__Output>): grpc.ClientUnaryCall;
  hideMessages(argument: _microchat_storage_v1_HideMessagesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_HideMessagesReply__Output>): grpc.ClientUnaryCall;
  hideMessages(argument: _microchat_storage_v1_HideMessagesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_HideMessagesReply__Output>): grpc.ClientUnaryCall;
  hideMessages(argument: _microchat_storage_v1_HideMessagesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_HideMessagesReply__Output>): grpc.ClientUnaryCall;
  hideMessages(argument: _microchat_storage_v1_HideMessagesRequest, callback: grpc.requestCallback<_microchat_storage_v1_HideMessagesReply__Output>): grpc.ClientUnaryCall;
  
  ListMemberships(argument: _microchat_storage_v1_ListMembershipsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListMembershipsReply__Output>): grpc.ClientUnaryCall;
  ListMemberships(argument: _microchat_storage_v1_ListMembershipsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_ListMembershipsReply__Output>): grpc.ClientUnaryCall;
  ListMemberships(argument: _microchat_storage_v1_ListMembershipsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListMembershipsReply__Output>): grpc.ClientUnaryCall;
  ListMemberships(argument: _microchat_storage_v1_ListMembershipsRequest, callback: grpc.requestCallback<_microchat_storage_v1_ListMembershipsReply__Output>): grpc.ClientUnaryCall;
  listMemberships(argument: _microchat_storage_v1_ListMembershipsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListMembershipsReply__Output>): grpc.ClientUnaryCall;
  listMemberships(argument: _microchat_storage_v1_ListMembershipsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_ListMembershipsReply__Output>): grpc.ClientUnaryCall;
  listMemberships(argument: _microchat_storage_v1_ListMembershipsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListMembershipsReply__Output>): grpc.ClientUnaryCall;
  listMemberships(argument: _microchat_storage_v1_ListMembershipsRequest, callback: grpc.requestCallback<_microchat_storage_v1_ListMembershipsReply__Output>): grpc.ClientUnaryCall;
  
  ListReaders(argument: _microchat_storage_v1_ListReadersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListReadersReply__Output>): grpc.ClientUnaryCall;
  ListReaders(argument: _microchat_storage_v1_ListReadersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_ListReadersReply__Output>): grpc.ClientUnaryCall;
  ListReaders(argument: _microchat_storage_v1_ListReadersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListReadersReply__Output>): grpc.ClientUnaryCall;
  ListReaders(argument: _microchat_storage_v1_ListReadersRequest, callback: grpc.requestCallback<_microchat_storage_v1_ListReadersReply__Output>): grpc.ClientUnaryCall;
  listReaders(argument: _microchat_storage_v1_ListReadersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListReadersReply__Output>): grpc.ClientUnaryCall;
  listReaders(argument: _microchat_storage_v1_ListReadersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_ListReadersReply__Output>): grpc.ClientUnaryCall;
  listReaders(argument: _microchat_storage_v1_ListReadersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListReadersReply__Output>): grpc.ClientUnaryCall;
  listReaders(argument: _microchat_storage_v1_ListReadersRequest, callback: grpc.requestCallback<_microchat_storage_v1_ListReadersReply__Output>): grpc.ClientUnaryCall;
  
  ReadChanges(argument: _microchat_storage_v1_ReadChangesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ReadChangesReply__Output>): grpc.ClientUnaryCall;
  ReadChanges(argument: _microchat_storage_v1_ReadChangesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_ReadChangesReply__Output>): grpc.ClientUnaryCall;
  ReadChanges(argument: _microchat_storage_v1_ReadChangesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ReadChangesReply__Output>): grpc.ClientUnaryCall;
  ReadChanges(argument: _microchat_storage_v1_ReadChangesRequest, callback: grpc.requestCallback<_microchat_storage_v1_ReadChangesReply__Output>): grpc.ClientUnaryCall;
  readChanges(argument: _microchat_storage_v1_ReadChangesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ReadChangesReply__Output>): grpc.ClientUnaryCall;
  readChanges(argument: _microchat_storage_v1_ReadChangesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_ReadChangesReply__Output>): grpc.ClientUnaryCall;
  readChanges(argument: _microchat_storage_v1_ReadChangesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ReadChangesReply__Output>): grpc.ClientUnaryCall;
  readChanges(argument: _microchat_storage_v1_ReadChangesRequest, callback: grpc.requestCallback<_microchat_storage_v1_ReadChangesReply__Output>): grpc.ClientUnaryCall;
  
  RecordHead(argument: _microchat_storage_v1_RecordHeadRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordHeadReply__Output>): grpc.ClientUnaryCall;
  RecordHead(argument: _microchat_storage_v1_RecordHeadRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_RecordHeadReply__Output>): grpc.ClientUnaryCall;
  RecordHead(argument: _microchat_storage_v1_RecordHeadRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordHeadReply__Output>): grpc.ClientUnaryCall;
  RecordHead(argument: _microchat_storage_v1_RecordHeadRequest, callback: grpc.requestCallback<_microchat_storage_v1_RecordHeadReply__Output>): grpc.ClientUnaryCall;
  recordHead(argument: _microchat_storage_v1_RecordHeadRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordHeadReply__Output>): grpc.ClientUnaryCall;
  recordHead(argument: _microchat_storage_v1_RecordHeadRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_RecordHeadReply__Output>): grpc.ClientUnaryCall;
  recordHead(argument: _microchat_storage_v1_RecordHeadRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordHeadReply__Output>): grpc.ClientUnaryCall;
  recordHead(argument: _microchat_storage_v1_RecordHeadRequest, callback: grpc.requestCallback<_microchat_storage_v1_RecordHeadReply__Output>): grpc.ClientUnaryCall;
  
  RecordMembership(argument: _microchat_storage_v1_RecordMembershipRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordMembershipReply__Output>): grpc.ClientUnaryCall;
  RecordMembership(argument: _microchat_storage_v1_RecordMembershipRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_RecordMembershipReply__Output>): grpc.ClientUnaryCall;
  RecordMembership(argument: _microchat_storage_v1_RecordMembershipRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordMembershipReply__Output>): grpc.ClientUnaryCall;
  RecordMembership(argument: _microchat_storage_v1_RecordMembershipRequest, callback: grpc.requestCallback<_microchat_storage_v1_RecordMembershipReply__Output>): grpc.ClientUnaryCall;
  recordMembership(argument: _microchat_storage_v1_RecordMembershipRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordMembershipReply__Output>): grpc.ClientUnaryCall;
  recordMembership(argument: _microchat_storage_v1_RecordMembershipRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_RecordMembershipReply__Output>): grpc.ClientUnaryCall;
  recordMembership(argument: _microchat_storage_v1_RecordMembershipRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordMembershipReply__Output>): grpc.ClientUnaryCall;
  recordMembership(argument: _microchat_storage_v1_RecordMembershipRequest, callback: grpc.requestCallback<_microchat_storage_v1_RecordMembershipReply__Output>): grpc.ClientUnaryCall;
  
  RecordPeerRead(argument: _microchat_storage_v1_RecordPeerReadRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordPeerReadReply__Output>): grpc.ClientUnaryCall;
  RecordPeerRead(argument: _microchat_storage_v1_RecordPeerReadRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_RecordPeerReadReply__Output>): grpc.ClientUnaryCall;
  RecordPeerRead(argument: _microchat_storage_v1_RecordPeerReadRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordPeerReadReply__Output>): grpc.ClientUnaryCall;
  RecordPeerRead(argument: _microchat_storage_v1_RecordPeerReadRequest, callback: grpc.requestCallback<_microchat_storage_v1_RecordPeerReadReply__Output>): grpc.ClientUnaryCall;
  recordPeerRead(argument: _microchat_storage_v1_RecordPeerReadRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordPeerReadReply__Output>): grpc.ClientUnaryCall;
  recordPeerRead(argument: _microchat_storage_v1_RecordPeerReadRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_RecordPeerReadReply__Output>): grpc.ClientUnaryCall;
  recordPeerRead(argument: _microchat_storage_v1_RecordPeerReadRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordPeerReadReply__Output>): grpc.ClientUnaryCall;
  recordPeerRead(argument: _microchat_storage_v1_RecordPeerReadRequest, callback: grpc.requestCallback<_microchat_storage_v1_RecordPeerReadReply__Output>): grpc.ClientUnaryCall;
  
  RecordReader(argument: _microchat_storage_v1_RecordReaderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordReaderReply__Output>): grpc.ClientUnaryCall;
  RecordReader(argument: _microchat_storage_v1_RecordReaderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_RecordReaderReply__Output>): grpc.ClientUnaryCall;
  RecordReader(argument: _microchat_storage_v1_RecordReaderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordReaderReply__Output>): grpc.ClientUnaryCall;
  RecordReader(argument: _microchat_storage_v1_RecordReaderRequest, callback: grpc.requestCallback<_microchat_storage_v1_RecordReaderReply__Output>): grpc.ClientUnaryCall;
  recordReader(argument: _microchat_storage_v1_RecordReaderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordReaderReply__Output>): grpc.ClientUnaryCall;
  recordReader(argument: _microchat_storage_v1_RecordReaderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_RecordReaderReply__Output>): grpc.ClientUnaryCall;
  recordReader(argument: _microchat_storage_v1_RecordReaderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordReaderReply__Output>): grpc.ClientUnaryCall;
  recordReader(argument: _microchat_storage_v1_RecordReaderRequest, callback: grpc.requestCallback<_microchat_storage_v1_RecordReaderReply__Output>): grpc.ClientUnaryCall;
  
  SaveDeviceCursor(argument: _microchat_storage_v1_SaveDeviceCursorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_SaveDeviceCursorReply__Output>): grpc.ClientUnaryCall;
  SaveDeviceCursor(argument: _microchat_storage_v1_SaveDeviceCursorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_SaveDeviceCursorReply__Output>): grpc.ClientUnaryCall;
  SaveDeviceCursor(argument: _microchat_storage_v1_SaveDeviceCursorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_SaveDeviceCursorReply__Output>): grpc.ClientUnaryCall;
  SaveDeviceCursor(argument: _microchat_storage_v1_SaveDeviceCursorRequest, callback: grpc.requestCallback<_microchat_storage_v1_SaveDeviceCursorReply__Output>): grpc.ClientUnaryCall;
  saveDeviceCursor(argument: _microchat_storage_v1_SaveDeviceCursorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_SaveDeviceCursorReply__Output>): grpc.ClientUnaryCall;
  saveDeviceCursor(argument: _microchat_storage_v1_SaveDeviceCursorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_SaveDeviceCursorReply__Output>): grpc.ClientUnaryCall;
  saveDeviceCursor(argument: _microchat_storage_v1_SaveDeviceCursorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_SaveDeviceCursorReply__Output>): grpc.ClientUnaryCall;
  saveDeviceCursor(argument: _microchat_storage_v1_SaveDeviceCursorRequest, callback: grpc.requestCallback<_microchat_storage_v1_SaveDeviceCursorReply__Output>): grpc.ClientUnaryCall;
  
  SetAttributes(argument: _microchat_storage_v1_SetAttributesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_SetAttributesReply__Output>): grpc.ClientUnaryCall;
  SetAttributes(argument: _microchat_storage_v1_SetAttributesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_SetAttributesReply__Output>): grpc.ClientUnaryCall;
  SetAttributes(argument: _microchat_storage_v1_SetAttributesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_SetAttributesReply__Output>): grpc.ClientUnaryCall;
  SetAttributes(argument: _microchat_storage_v1_SetAttributesRequest, callback: grpc.requestCallback<_microchat_storage_v1_SetAttributesReply__Output>): grpc.ClientUnaryCall;
  setAttributes(argument: _microchat_storage_v1_SetAttributesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_SetAttributesReply__Output>): grpc.ClientUnaryCall;
  setAttributes(argument: _microchat_storage_v1_SetAttributesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_SetAttributesReply__Output>): grpc.ClientUnaryCall;
  setAttributes(argument: _microchat_storage_v1_SetAttributesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_SetAttributesReply__Output>): grpc.ClientUnaryCall;
  setAttributes(argument: _microchat_storage_v1_SetAttributesRequest, callback: grpc.requestCallback<_microchat_storage_v1_SetAttributesReply__Output>): grpc.ClientUnaryCall;
  
}

export interface SessionStoreHandlers extends grpc.UntypedServiceImplementation {
  AdvanceGroup: grpc.handleUnaryCall<_microchat_storage_v1_AdvanceGroupRequest__Output, _microchat_storage_v1_AdvanceGroupReply>;
  
  AdvanceRead: grpc.handleUnaryCall<_microchat_storage_v1_AdvanceReadRequest__Output, _microchat_storage_v1_AdvanceReadReply>;
  
  GetDeviceCursor: grpc.handleUnaryCall<_microchat_storage_v1_GetDeviceCursorRequest__Output, _microchat_storage_v1_GetDeviceCursorReply>;
  
  GetEntries: grpc.handleUnaryCall<_microchat_storage_v1_GetEntriesRequest__Output, _microchat_storage_v1_GetEntriesReply>;
  
  GetEpoch: grpc.handleUnaryCall<_microchat_storage_v1_GetEpochRequest__Output, _microchat_storage_v1_GetEpochReply>;
  
  GetGroupHeads: grpc.handleUnaryCall<_microchat_storage_v1_GetGroupHeadsRequest__Output, _microchat_storage_v1_GetGroupHeadsReply>;
  
  HideMessages: grpc.handleUnaryCall<_microchat_storage_v1_HideMessagesRequest__Output, _microchat_storage_v1_HideMessagesReply>;
  
  ListMemberships: grpc.handleUnaryCall<_microchat_storage_v1_ListMembershipsRequest__Output, _microchat_storage_v1_ListMembershipsReply>;
  
  ListReaders: grpc.handleUnaryCall<_microchat_storage_v1_ListReadersRequest__Output, _microchat_storage_v1_ListReadersReply>;
  
  ReadChanges: grpc.handleUnaryCall<_microchat_storage_v1_ReadChangesRequest__Output, _microchat_storage_v1_ReadChangesReply>;
  
  RecordHead: grpc.handleUnaryCall<_microchat_storage_v1_RecordHeadRequest__Output, _microchat_storage_v1_RecordHeadReply>;
  
  RecordMembership: grpc.handleUnaryCall<_microchat_storage_v1_RecordMembershipRequest__Output, _microchat_storage_v1_RecordMembershipReply>;
  
  RecordPeerRead: grpc.handleUnaryCall<_microchat_storage_v1_RecordPeerReadRequest__Output, _microchat_storage_v1_RecordPeerReadReply>;
  
  RecordReader: grpc.handleUnaryCall<_microchat_storage_v1_RecordReaderRequest__Output, _microchat_storage_v1_RecordReaderReply>;
  
  SaveDeviceCursor: grpc.handleUnaryCall<_microchat_storage_v1_SaveDeviceCursorRequest__Output, _microchat_storage_v1_SaveDeviceCursorReply>;
  
  SetAttributes: grpc.handleUnaryCall<_microchat_storage_v1_SetAttributesRequest__Output, _microchat_storage_v1_SetAttributesReply>;
  
}

export interface SessionStoreDefinition extends grpc.ServiceDefinition {
  AdvanceGroup: MethodDefinition<_microchat_storage_v1_AdvanceGroupRequest, _microchat_storage_v1_AdvanceGroupReply, _microchat_storage_v1_AdvanceGroupRequest__Output, _microchat_storage_v1_AdvanceGroupReply__Output>
  AdvanceRead: MethodDefinition<_microchat_storage_v1_AdvanceReadRequest, _microchat_storage_v1_AdvanceReadReply, _microchat_storage_v1_AdvanceReadRequest__Output, _microchat_storage_v1_AdvanceReadReply__Output>
  GetDeviceCursor: MethodDefinition<_microchat_storage_v1_GetDeviceCursorRequest, _microchat_storage_v1_GetDeviceCursorReply, _microchat_storage_v1_GetDeviceCursorRequest__Output, _microchat_storage_v1_GetDeviceCursorReply__Output>
  GetEntries: MethodDefinition<_microchat_storage_v1_GetEntriesRequest, _microchat_storage_v1_GetEntriesReply, _microchat_storage_v1_GetEntriesRequest__Output, _microchat_storage_v1_GetEntriesReply__Output>
  GetEpoch: MethodDefinition<_microchat_storage_v1_GetEpochRequest, _microchat_storage_v1_GetEpochReply, _microchat_storage_v1_GetEpochRequest__Output, _microchat_storage_v1_GetEpochReply__Output>
  GetGroupHeads: MethodDefinition<_microchat_storage_v1_GetGroupHeadsRequest, _microchat_storage_v1_GetGroupHeadsReply, _microchat_storage_v1_GetGroupHeadsRequest__Output, _microchat_storage_v1_GetGroupHeadsReply__Output>
  HideMessages: MethodDefinition<_microchat_storage_v1_HideMessagesRequest, _microchat_storage_v1_HideMessagesReply, _microchat_storage_v1_HideMessagesRequest__Output, _microchat_storage_v1_HideMessagesReply__Output>
  ListMemberships: MethodDefinition<_microchat_storage_v1_ListMembershipsRequest, _microchat_storage_v1_ListMembershipsReply, _microchat_storage_v1_ListMembershipsRequest__Output, _microchat_storage_v1_ListMembershipsReply__Output>
  ListReaders: MethodDefinition<_microchat_storage_v1_ListReadersRequest, _microchat_storage_v1_ListReadersReply, _microchat_storage_v1_ListReadersRequest__Output, _microchat_storage_v1_ListReadersReply__Output>
  ReadChanges: MethodDefinition<_microchat_storage_v1_ReadChangesRequest, _microchat_storage_v1_ReadChangesReply, _microchat_storage_v1_ReadChangesRequest__Output, _microchat_storage_v1_ReadChangesReply__Output>
  RecordHead: MethodDefinition<_microchat_storage_v1_RecordHeadRequest, _microchat_storage_v1_RecordHeadReply, _microchat_storage_v1_RecordHeadRequest__Output, _microchat_storage_v1_RecordHeadReply__Output>
  RecordMembership: MethodDefinition<_microchat_storage_v1_RecordMembershipRequest, _microchat_storage_v1_RecordMembershipReply, _microchat_storage_v1_RecordMembershipRequest__Output, _microchat_storage_v1_RecordMembershipReply__Output>
  RecordPeerRead: MethodDefinition<_microchat_storage_v1_RecordPeerReadRequest, _microchat_storage_v1_RecordPeerReadReply, _microchat_storage_v1_RecordPeerReadRequest__Output, _microchat_storage_v1_RecordPeerReadReply__Output>
  RecordReader: MethodDefinition<_microchat_storage_v1_RecordReaderRequest, _microchat_storage_v1_RecordReaderReply, _microchat_storage_v1_RecordReaderRequest__Output, _microchat_storage_v1_RecordReaderReply__Output>
  SaveDeviceCursor: MethodDefinition<_microchat_storage_v1_SaveDeviceCursorRequest, _microchat_storage_v1_SaveDeviceCursorReply, _microchat_storage_v1_SaveDeviceCursorRequest__Output, _microchat_storage_v1_SaveDeviceCursorReply__Output>
  SetAttributes: MethodDefinition<_microchat_storage_v1_SetAttributesRequest, _microchat_storage_v1_SetAttributesReply, _microchat_storage_v1_SetAttributesRequest__Output, _microchat_storage_v1_SetAttributesReply__Output>
}
