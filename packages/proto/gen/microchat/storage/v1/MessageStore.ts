// Original file: proto/microchat/storage/v1/message_store.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AppendReply as _microchat_storage_v1_AppendReply, AppendReply__Output as _microchat_storage_v1_AppendReply__Output } from '../../../microchat/storage/v1/AppendReply.ts';
import type { AppendRequest as _microchat_storage_v1_AppendRequest, AppendRequest__Output as _microchat_storage_v1_AppendRequest__Output } from '../../../microchat/storage/v1/AppendRequest.ts';
import type { FindSentReply as _microchat_storage_v1_FindSentReply, FindSentReply__Output as _microchat_storage_v1_FindSentReply__Output } from '../../../microchat/storage/v1/FindSentReply.ts';
import type { FindSentRequest as _microchat_storage_v1_FindSentRequest, FindSentRequest__Output as _microchat_storage_v1_FindSentRequest__Output } from '../../../microchat/storage/v1/FindSentRequest.ts';
import type { GetHeadsReply as _microchat_storage_v1_GetHeadsReply, GetHeadsReply__Output as _microchat_storage_v1_GetHeadsReply__Output } from '../../../microchat/storage/v1/GetHeadsReply.ts';
import type { GetHeadsRequest as _microchat_storage_v1_GetHeadsRequest, GetHeadsRequest__Output as _microchat_storage_v1_GetHeadsRequest__Output } from '../../../microchat/storage/v1/GetHeadsRequest.ts';
import type { ReadPageReply as _microchat_storage_v1_ReadPageReply, ReadPageReply__Output as _microchat_storage_v1_ReadPageReply__Output } from '../../../microchat/storage/v1/ReadPageReply.ts';
import type { ReadPageRequest as _microchat_storage_v1_ReadPageRequest, ReadPageRequest__Output as _microchat_storage_v1_ReadPageRequest__Output } from '../../../microchat/storage/v1/ReadPageRequest.ts';

export interface MessageStoreClient extends grpc.Client {
  Append(argument: _microchat_storage_v1_AppendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_AppendReply__Output>): grpc.ClientUnaryCall;
  Append(argument: _microchat_storage_v1_AppendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_AppendReply__Output>): grpc.ClientUnaryCall;
  Append(argument: _microchat_storage_v1_AppendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_AppendReply__Output>): grpc.ClientUnaryCall;
  Append(argument: _microchat_storage_v1_AppendRequest, callback: grpc.requestCallback<_microchat_storage_v1_AppendReply__Output>): grpc.ClientUnaryCall;
  append(argument: _microchat_storage_v1_AppendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_AppendReply__Output>): grpc.ClientUnaryCall;
  append(argument: _microchat_storage_v1_AppendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_AppendReply__Output>): grpc.ClientUnaryCall;
  append(argument: _microchat_storage_v1_AppendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_AppendReply__Output>): grpc.ClientUnaryCall;
  append(argument: _microchat_storage_v1_AppendRequest, callback: grpc.requestCallback<_microchat_storage_v1_AppendReply__Output>): grpc.ClientUnaryCall;
  
  FindSent(argument: _microchat_storage_v1_FindSentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_FindSentReply__Output>): grpc.ClientUnaryCall;
  FindSent(argument: _microchat_storage_v1_FindSentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_FindSentReply__Output>): grpc.ClientUnaryCall;
  FindSent(argument: _microchat_storage_v1_FindSentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_FindSentReply__Output>): grpc.ClientUnaryCall;
  FindSent(argument: _microchat_storage_v1_FindSentRequest, callback: grpc.requestCallback<_microchat_storage_v1_FindSentReply__Output>): grpc.ClientUnaryCall;
  findSent(argument: _microchat_storage_v1_FindSentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_FindSentReply__Output>): grpc.ClientUnaryCall;
  findSent(argument: _microchat_storage_v1_FindSentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_FindSentReply__Output>): grpc.ClientUnaryCall;
  findSent(argument: _microchat_storage_v1_FindSentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_FindSentReply__Output>): grpc.ClientUnaryCall;
  findSent(argument: _microchat_storage_v1_FindSentRequest, callback: grpc.requestCallback<_microchat_storage_v1_FindSentReply__Output>): grpc.ClientUnaryCall;
  
  GetHeads(argument: _microchat_storage_v1_GetHeadsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetHeadsReply__Output>): grpc.ClientUnaryCall;
  GetHeads(argument: _microchat_storage_v1_GetHeadsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_GetHeadsReply__Output>): grpc.ClientUnaryCall;
  GetHeads(argument: _microchat_storage_v1_GetHeadsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetHeadsReply__Output>): grpc.ClientUnaryCall;
  GetHeads(argument: _microchat_storage_v1_GetHeadsRequest, callback: grpc.requestCallback<_microchat_storage_v1_GetHeadsReply__Output>): grpc.ClientUnaryCall;
  getHeads(argument: _microchat_storage_v1_GetHeadsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetHeadsReply__Output>): grpc.ClientUnaryCall;
  getHeads(argument: _microchat_storage_v1_GetHeadsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_GetHeadsReply__Output>): grpc.ClientUnaryCall;
  getHeads(argument: _microchat_storage_v1_GetHeadsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetHeadsReply__Output>): grpc.ClientUnaryCall;
  getHeads(argument: _microchat_storage_v1_GetHeadsRequest, callback: grpc.requestCallback<_microchat_storage_v1_GetHeadsReply__Output>): grpc.ClientUnaryCall;
  
  ReadPage(argument: _microchat_storage_v1_ReadPageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ReadPageReply__Output>): grpc.ClientUnaryCall;
  ReadPage(argument: _microchat_storage_v1_ReadPageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_ReadPageReply__Output>): grpc.ClientUnaryCall;
  ReadPage(argument: _microchat_storage_v1_ReadPageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ReadPageReply__Output>): grpc.ClientUnaryCall;
  ReadPage(argument: _microchat_storage_v1_ReadPageRequest, callback: grpc.requestCallback<_microchat_storage_v1_ReadPageReply__Output>): grpc.ClientUnaryCall;
  readPage(argument: _microchat_storage_v1_ReadPageRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ReadPageReply__Output>): grpc.ClientUnaryCall;
  readPage(argument: _microchat_storage_v1_ReadPageRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_ReadPageReply__Output>): grpc.ClientUnaryCall;
  readPage(argument: _microchat_storage_v1_ReadPageRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ReadPageReply__Output>): grpc.ClientUnaryCall;
  readPage(argument: _microchat_storage_v1_ReadPageRequest, callback: grpc.requestCallback<_microchat_storage_v1_ReadPageReply__Output>): grpc.ClientUnaryCall;
  
}

export interface MessageStoreHandlers extends grpc.UntypedServiceImplementation {
  Append: grpc.handleUnaryCall<_microchat_storage_v1_AppendRequest__Output, _microchat_storage_v1_AppendReply>;
  
  FindSent: grpc.handleUnaryCall<_microchat_storage_v1_FindSentRequest__Output, _microchat_storage_v1_FindSentReply>;
  
  GetHeads: grpc.handleUnaryCall<_microchat_storage_v1_GetHeadsRequest__Output, _microchat_storage_v1_GetHeadsReply>;
  
  ReadPage: grpc.handleUnaryCall<_microchat_storage_v1_ReadPageRequest__Output, _microchat_storage_v1_ReadPageReply>;
  
}

export interface MessageStoreDefinition extends grpc.ServiceDefinition {
  Append: MethodDefinition<_microchat_storage_v1_AppendRequest, _microchat_storage_v1_AppendReply, _microchat_storage_v1_AppendRequest__Output, _microchat_storage_v1_AppendReply__Output>
  FindSent: MethodDefinition<_microchat_storage_v1_FindSentRequest, _microchat_storage_v1_FindSentReply, _microchat_storage_v1_FindSentRequest__Output, _microchat_storage_v1_FindSentReply__Output>
  GetHeads: MethodDefinition<_microchat_storage_v1_GetHeadsRequest, _microchat_storage_v1_GetHeadsReply, _microchat_storage_v1_GetHeadsRequest__Output, _microchat_storage_v1_GetHeadsReply__Output>
  ReadPage: MethodDefinition<_microchat_storage_v1_ReadPageRequest, _microchat_storage_v1_ReadPageReply, _microchat_storage_v1_ReadPageRequest__Output, _microchat_storage_v1_ReadPageReply__Output>
}
