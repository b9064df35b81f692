// Original file: proto/microchat/storage/v1/user_store.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { EnsureUserReply as _microchat_storage_v1_EnsureUserReply, EnsureUserReply__Output as _microchat_storage_v1_EnsureUserReply__Output } from '../../../microchat/storage/v1/EnsureUserReply.ts';
import type { EnsureUserRequest as _microchat_storage_v1_EnsureUserRequest, EnsureUserRequest__Output as _microchat_storage_v1_EnsureUserRequest__Output } from '../../../microchat/storage/v1/EnsureUserRequest.ts';
import type { GetUsersReply as _microchat_storage_v1_GetUsersReply, GetUsersReply__Output as _microchat_storage_v1_GetUsersReply__Output } from '../../../microchat/storage/v1/GetUsersReply.ts';
import type { GetUsersRequest as _microchat_storage_v1_GetUsersRequest, GetUsersRequest__Output as _microchat_storage_v1_GetUsersRequest__Output } from '../../../microchat/storage/v1/GetUsersRequest.ts';
import type { KickDeviceReply as _microchat_storage_v1_KickDeviceReply, KickDeviceReply__Output as _microchat_storage_v1_KickDeviceReply__Output } from '../../../microchat/storage/v1/KickDeviceReply.ts';
import type { KickDeviceRequest as _microchat_storage_v1_KickDeviceRequest, KickDeviceRequest__Output as _microchat_storage_v1_KickDeviceRequest__Output } from '../../../microchat/storage/v1/KickDeviceRequest.ts';
import type { ListDevicesReply as _microchat_storage_v1_ListDevicesReply, ListDevicesReply__Output as _microchat_storage_v1_ListDevicesReply__Output } from '../../../microchat/storage/v1/ListDevicesReply.ts';
import type { ListDevicesRequest as _microchat_storage_v1_ListDevicesRequest, ListDevicesRequest__Output as _microchat_storage_v1_ListDevicesRequest__Output } from '../../../microchat/storage/v1/ListDevicesRequest.ts';
import type { PutProfileReply as _microchat_storage_v1_PutProfileReply, PutProfileReply__Output as _microchat_storage_v1_PutProfileReply__Output } from '../../../microchat/storage/v1/PutProfileReply.ts';
import type { PutProfileRequest as _microchat_storage_v1_PutProfileRequest, PutProfileRequest__Output as _microchat_storage_v1_PutProfileRequest__Output } from '../../../microchat/storage/v1/PutProfileRequest.ts';
import type { RecordDeviceReply as _microchat_storage_v1_RecordDeviceReply, RecordDeviceReply__Output as _microchat_storage_v1_RecordDeviceReply__Output } from '../../../microchat/storage/v1/RecordDeviceReply.ts';
import type { RecordDeviceRequest as _microchat_storage_v1_RecordDeviceRequest, RecordDeviceRequest__Output as _microchat_storage_v1_RecordDeviceRequest__Output } from '../../../microchat/storage/v1/RecordDeviceRequest.ts';
import type { RevokeTokensReply as _microchat_storage_v1_RevokeTokensReply, RevokeTokensReply__Output as _microchat_storage_v1_RevokeTokensReply__Output } from '../../../microchat/storage/v1/RevokeTokensReply.ts';
import type { RevokeTokensRequest as _microchat_storage_v1_RevokeTokensRequest, RevokeTokensRequest__Output as _microchat_storage_v1_RevokeTokensRequest__Output } from '../../../microchat/storage/v1/RevokeTokensRequest.ts';

export interface UserStoreClient extends grpc.Client {
  EnsureUser(argument: _microchat_storage_v1_EnsureUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_EnsureUserReply__Output>): grpc.ClientUnaryCall;
  EnsureUser(argument: _microchat_storage_v1_EnsureUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_EnsureUserReply__Output>): grpc.ClientUnaryCall;
  EnsureUser(argument: _microchat_storage_v1_EnsureUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_EnsureUserReply__Output>): grpc.ClientUnaryCall;
  EnsureUser(argument: _microchat_storage_v1_EnsureUserRequest, callback: grpc.requestCallback<_microchat_storage_v1_EnsureUserReply__Output>): grpc.ClientUnaryCall;
  ensureUser(argument: _microchat_storage_v1_EnsureUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_EnsureUserReply__Output>): grpc.ClientUnaryCall;
  ensureUser(argument: _microchat_storage_v1_EnsureUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_EnsureUserReply__Output>): grpc.ClientUnaryCall;
  ensureUser(argument: _microchat_storage_v1_EnsureUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_EnsureUserReply__Output>): grpc.ClientUnaryCall;
  ensureUser(argument: _microchat_storage_v1_EnsureUserRequest, callback: grpc.requestCallback<_microchat_storage_v1_EnsureUserReply__Output>): grpc.ClientUnaryCall;
  
  GetUsers(argument: _microchat_storage_v1_GetUsersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetUsersReply__Output>): grpc.ClientUnaryCall;
  GetUsers(argument: _microchat_storage_v1_GetUsersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_GetUsersReply__Output>): grpc.ClientUnaryCall;
  GetUsers(argument: _microchat_storage_v1_GetUsersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetUsersReply__Output>): grpc.ClientUnaryCall;
  GetUsers(argument: _microchat_storage_v1_GetUsersRequest, callback: grpc.requestCallback<_microchat_storage_v1_GetUsersReply__Output>): grpc.ClientUnaryCall;
  getUsers(argument: _microchat_storage_v1_GetUsersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetUsersReply__Output>): grpc.ClientUnaryCall;
  getUsers(argument: _microchat_storage_v1_GetUsersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_GetUsersReply__Output>): grpc.ClientUnaryCall;
  getUsers(argument: _microchat_storage_v1_GetUsersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_GetUsersReply__Output>): grpc.ClientUnaryCall;
  getUsers(argument: _microchat_storage_v1_GetUsersRequest, callback: grpc.requestCallback<_microchat_storage_v1_GetUsersReply__Output>): grpc.ClientUnaryCall;
  
  KickDevice(argument: _microchat_storage_v1_KickDeviceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_KickDeviceReply__Output>): grpc.ClientUnaryCall;
  KickDevice(argument: _microchat_storage_v1_KickDeviceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_KickDeviceReply__Output>): grpc.ClientUnaryCall;
  KickDevice(argument: _microchat_storage_v1_KickDeviceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_KickDeviceReply__Output>): grpc.ClientUnaryCall;
  KickDevice(argument: _microchat_storage_v1_KickDeviceRequest, callback: grpc.requestCallback<_microchat_storage_v1_KickDeviceReply__Output>): grpc.ClientUnaryCall;
  kickDevice(argument: _microchat_storage_v1_KickDeviceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_KickDeviceReply__Output>): grpc.ClientUnaryCall;
  kickDevice(argument: _microchat_storage_v1_KickDeviceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_KickDeviceReply__Output>): grpc.ClientUnaryCall;
  kickDevice(argument: _microchat_storage_v1_KickDeviceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_KickDeviceReply__Output>): grpc.ClientUnaryCall;
  kickDevice(argument: _microchat_storage_v1_KickDeviceRequest, callback: grpc.requestCallback<_microchat_storage_v1_KickDeviceReply__Output>): grpc.ClientUnaryCall;
  
  ListDevices(argument: _microchat_storage_v1_ListDevicesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListDevicesReply__Output>): grpc.ClientUnaryCall;
  ListDevices(argument: _microchat_storage_v1_ListDevicesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_ListDevicesReply__Output>): grpc.ClientUnaryCall;
  ListDevices(argument: _microchat_storage_v1_ListDevicesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListDevicesReply__Output>): grpc.ClientUnaryCall;
  ListDevices(argument: _microchat_storage_v1_ListDevicesRequest, callback: grpc.requestCallback<_microchat_storage_v1_ListDevicesReply__Output>): grpc.ClientUnaryCall;
  listDevices(argument: _microchat_storage_v1_ListDevicesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListDevicesReply__Output>): grpc.ClientUnaryCall;
  listDevices(argument: _microchat_storage_v1_ListDevicesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_ListDevicesReply__Output>): grpc.ClientUnaryCall;
  listDevices(argument: _microchat_storage_v1_ListDevicesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_ListDevicesReply__Output>): grpc.ClientUnaryCall;
  listDevices(argument: _microchat_storage_v1_ListDevicesRequest, callback: grpc.requestCallback<_microchat_storage_v1_ListDevicesReply__Output>): grpc.ClientUnaryCall;
  
  PutProfile(argument: _microchat_storage_v1_PutProfileRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_PutProfileReply__Output>): grpc.ClientUnaryCall;
  PutProfile(argument: _microchat_storage_v1_PutProfileRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_PutProfileReply__Output>): grpc.ClientUnaryCall;
  PutProfile(argument: _microchat_storage_v1_PutProfileRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_PutProfileReply__Output>): grpc.ClientUnaryCall;
  PutProfile(argument: _microchat_storage_v1_PutProfileRequest, callback: grpc.requestCallback<_microchat_storage_v1_PutProfileReply__Output>): grpc.ClientUnaryCall;
  putProfile(argument: _microchat_storage_v1_PutProfileRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_PutProfileReply__Output>): grpc.ClientUnaryCall;
  putProfile(argument: _microchat_storage_v1_PutProfileRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_PutProfileReply__Output>): grpc.ClientUnaryCall;
  putProfile(argument: _microchat_storage_v1_PutProfileRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_PutProfileReply__Output>): grpc.ClientUnaryCall;
  putProfile(argument: _microchat_storage_v1_PutProfileRequest, callback: grpc.requestCallback<_microchat_storage_v1_PutProfileReply__Output>): grpc.ClientUnaryCall;
  
  RecordDevice(argument: _microchat_storage_v1_RecordDeviceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordDeviceReply__Output>): grpc.ClientUnaryCall;
  RecordDevice(argument: _microchat_storage_v1_RecordDeviceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_RecordDeviceReply__Output>): grpc.ClientUnaryCall;
  RecordDevice(argument: _microchat_storage_v1_RecordDeviceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordDeviceReply__Output>): grpc.ClientUnaryCall;
  RecordDevice(argument: _microchat_storage_v1_RecordDeviceRequest, callback: grpc.requestCallback<_microchat_storage_v1_RecordDeviceReply__Output>): grpc.ClientUnaryCall;
  recordDevice(argument: _microchat_storage_v1_RecordDeviceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordDeviceReply__Output>): grpc.ClientUnaryCall;
  recordDevice(argument: _microchat_storage_v1_RecordDeviceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_RecordDeviceReply__Output>): grpc.ClientUnaryCall;
  recordDevice(argument: _microchat_storage_v1_RecordDeviceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RecordDeviceReply__Output>): grpc.ClientUnaryCall;
  recordDevice(argument: _microchat_storage_v1_RecordDeviceRequest, callback: grpc.requestCallback<_microchat_storage_v1_RecordDeviceReply__Output>): grpc.ClientUnaryCall;
  
  RevokeTokens(argument: _microchat_storage_v1_RevokeTokensRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RevokeTokensReply__Output>): grpc.ClientUnaryCall;
  RevokeTokens(argument: _microchat_storage_v1_RevokeTokensRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_RevokeTokensReply__Output>): grpc.ClientUnaryCall;
  RevokeTokens(argument: _microchat_storage_v1_RevokeTokensRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RevokeTokensReply__Output>): grpc.ClientUnaryCall;
  RevokeTokens(argument: _microchat_storage_v1_RevokeTokensRequest, callback: grpc.requestCallback<_microchat_storage_v1_RevokeTokensReply__Output>): grpc.ClientUnaryCall;
  revokeTokens(argument: _microchat_storage_v1_RevokeTokensRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RevokeTokensReply__Output>): grpc.ClientUnaryCall;
  revokeTokens(argument: _microchat_storage_v1_RevokeTokensRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_storage_v1_RevokeTokensReply__Output>): grpc.ClientUnaryCall;
  revokeTokens(argument: _microchat_storage_v1_RevokeTokensRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_storage_v1_RevokeTokensReply__Output>): grpc.ClientUnaryCall;
  revokeTokens(argument: _microchat_storage_v1_RevokeTokensRequest, callback: grpc.requestCallback<_microchat_storage_v1_RevokeTokensReply__Output>): grpc.ClientUnaryCall;
  
}

export interface UserStoreHandlers extends grpc.UntypedServiceImplementation {
  EnsureUser: grpc.handleUnaryCall<_microchat_storage_v1_EnsureUserRequest__Output, _microchat_storage_v1_EnsureUserReply>;
  
  GetUsers: grpc.handleUnaryCall<_microchat_storage_v1_GetUsersRequest__Output, _microchat_storage_v1_GetUsersReply>;
  
  KickDevice: grpc.handleUnaryCall<_microchat_storage_v1_KickDeviceRequest__Output, _microchat_storage_v1_KickDeviceReply>;
  
  ListDevices: grpc.handleUnaryCall<_microchat_storage_v1_ListDevicesRequest__Output, _microchat_storage_v1_ListDevicesReply>;
  
  PutProfile: grpc.handleUnaryCall<_microchat_storage_v1_PutProfileRequest__Output, _microchat_storage_v1_PutProfileReply>;
  
  RecordDevice: grpc.handleUnaryCall<_microchat_storage_v1_RecordDeviceRequest__Output, _microchat_storage_v1_RecordDeviceReply>;
  
  RevokeTokens: grpc.handleUnaryCall<_microchat_storage_v1_RevokeTokensRequest__Output, _microchat_storage_v1_RevokeTokensReply>;
  
}

export interface UserStoreDefinition extends grpc.ServiceDefinition {
  EnsureUser: MethodDefinition<_microchat_storage_v1_EnsureUserRequest, _microchat_storage_v1_EnsureUserReply, _microchat_storage_v1_EnsureUserRequest__Output, _microchat_storage_v1_EnsureUserReply__Output>
  GetUsers: MethodDefinition<_microchat_storage_v1_GetUsersRequest, _microchat_storage_v1_GetUsersReply, _microchat_storage_v1_GetUsersRequest__Output, _microchat_storage_v1_GetUsersReply__Output>
  KickDevice: MethodDefinition<_microchat_storage_v1_KickDeviceRequest, _microchat_storage_v1_KickDeviceReply, _microchat_storage_v1_KickDeviceRequest__Output, _microchat_storage_v1_KickDeviceReply__Output>
  ListDevices: MethodDefinition<_microchat_storage_v1_ListDevicesRequest, _microchat_storage_v1_ListDevicesReply, _microchat_storage_v1_ListDevicesRequest__Output, _microchat_storage_v1_ListDevicesReply__Output>
  PutProfile: MethodDefinition<_microchat_storage_v1_PutProfileRequest, _microchat_storage_v1_PutProfileReply, _microchat_storage_v1_PutProfileRequest__Output, _microchat_storage_v1_PutProfileReply__Output>
  RecordDevice: MethodDefinition<_microchat_storage_v1_RecordDeviceRequest, _microchat_storage_v1_RecordDeviceReply, _microchat_storage_v1_RecordDeviceRequest__Output, _microchat_storage_v1_RecordDeviceReply__Output>
  RevokeTokens: MethodDefinition<_microchat_storage_v1_RevokeTokensRequest, _microchat_storage_v1_RevokeTokensReply, _microchat_storage_v1_RevokeTokensRequest__Output, _microchat_storage_v1_RevokeTokensReply__Output>
}
