// Original file: proto/microchat/logic/v1/presence.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CloseLeaseReply as _microchat_logic_v1_CloseLeaseReply, CloseLeaseReply__Output as _microchat_logic_v1_CloseLeaseReply__Output } from '../../../microchat/logic/v1/CloseLeaseReply.ts';
import type { CloseLeaseRequest as _microchat_logic_v1_CloseLeaseRequest, CloseLeaseRequest__Output as _microchat_logic_v1_CloseLeaseRequest__Output } from '../../../microchat/logic/v1/CloseLeaseRequest.ts';
import type { GetInterestedReply as _microchat_logic_v1_GetInterestedReply, GetInterestedReply__Output as _microchat_logic_v1_GetInterestedReply__Output } from '../../../microchat/logic/v1/GetInterestedReply.ts';
import type { GetInterestedRequest as _microchat_logic_v1_GetInterestedRequest, GetInterestedRequest__Output as _microchat_logic_v1_GetInterestedRequest__Output } from '../../../microchat/logic/v1/GetInterestedRequest.ts';
import type { OpenLeaseReply as _microchat_logic_v1_OpenLeaseReply, OpenLeaseReply__Output as _microchat_logic_v1_OpenLeaseReply__Output } from '../../../microchat/logic/v1/OpenLeaseReply.ts';
import type { OpenLeaseRequest as _microchat_logic_v1_OpenLeaseRequest, OpenLeaseRequest__Output as _microchat_logic_v1_OpenLeaseRequest__Output } from '../../../microchat/logic/v1/OpenLeaseRequest.ts';
import type { RegisterReply as _microchat_logic_v1_RegisterReply, RegisterReply__Output as _microchat_logic_v1_RegisterReply__Output } from '../../../microchat/logic/v1/RegisterReply.ts';
import type { RegisterRequest as _microchat_logic_v1_RegisterRequest, RegisterRequest__Output as _microchat_logic_v1_RegisterRequest__Output } from '../../../microchat/logic/v1/RegisterRequest.ts';
import type { RenewLeaseReply as _microchat_logic_v1_RenewLeaseReply, RenewLeaseReply__Output as _microchat_logic_v1_RenewLeaseReply__Output } from '../../../microchat/logic/v1/RenewLeaseReply.ts';
import type { RenewLeaseRequest as _microchat_logic_v1_RenewLeaseRequest, RenewLeaseRequest__Output as _microchat_logic_v1_RenewLeaseRequest__Output } from '../../../microchat/logic/v1/RenewLeaseRequest.ts';
import type { UnregisterReply as _microchat_logic_v1_UnregisterReply, UnregisterReply__Output as _microchat_logic_v1_UnregisterReply__Output } from '../../../microchat/logic/v1/UnregisterReply.ts';
import type { UnregisterRequest as _microchat_logic_v1_UnregisterRequest, UnregisterRequest__Output as _microchat_logic_v1_UnregisterRequest__Output } from '../../../microchat/logic/v1/UnregisterRequest.ts';

export interface PresenceClient extends grpc.Client {
  CloseLease(argument: _microchat_logic_v1_CloseLeaseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_CloseLeaseReply__Output>): grpc.ClientUnaryCall;
  CloseLease(argument: _microchat_logic_v1_CloseLeaseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_CloseLeaseReply__Output>): grpc.ClientUnaryCall;
  CloseLease(argument: _microchat_logic_v1_CloseLeaseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_CloseLeaseReply__Output>): grpc.ClientUnaryCall;
  CloseLease(argument: _microchat_logic_v1_CloseLeaseRequest, callback: grpc.requestCallback<_microchat_logic_v1_CloseLeaseReply__Output>): grpc.ClientUnaryCall;
  closeLease(argument: _microchat_logic_v1_CloseLeaseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_CloseLeaseReply__Output>): grpc.ClientUnaryCall;
  closeLease(argument: _microchat_logic_v1_CloseLeaseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_CloseLeaseReply__Output>): grpc.ClientUnaryCall;
  closeLease(argument: _microchat_logic_v1_CloseLeaseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_CloseLeaseReply__Output>): grpc.ClientUnaryCall;
  closeLease(argument: _microchat_logic_v1_CloseLeaseRequest, callback: grpc.requestCallback<_microchat_logic_v1_CloseLeaseReply__Output>): grpc.ClientUnaryCall;
  
  GetInterested(argument: _microchat_logic_v1_GetInterestedRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GetInterestedReply__Output>): grpc.ClientUnaryCall;
  GetInterested(argument: _microchat_logic_v1_GetInterestedRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_GetInterestedReply__Output>): grpc.ClientUnaryCall;
  GetInterested(argument: _microchat_logic_v1_GetInterestedRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GetInterestedReply__Output>): grpc.ClientUnaryCall;
  GetInterested(argument: _microchat_logic_v1_GetInterestedRequest, callback: grpc.requestCallback<_microchat_logic_v1_GetInterestedReply__Output>): grpc.ClientUnaryCall;
  getInterested(argument: _microchat_logic_v1_GetInterestedRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GetInterestedReply__Output>): grpc.ClientUnaryCall;
  getInterested(argument: _microchat_logic_v1_GetInterestedRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_GetInterestedReply__Output>): grpc.ClientUnaryCall;
  getInterested(argument: _microchat_logic_v1_GetInterestedRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_GetInterestedReply__Output>): grpc.ClientUnaryCall;
  getInterested(argument: _microchat_logic_v1_GetInterestedRequest, callback: grpc.requestCallback<_microchat_logic_v1_GetInterestedReply__Output>): grpc.ClientUnaryCall;
  
  OpenLease(argument: _microchat_logic_v1_OpenLeaseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_OpenLeaseReply__Output>): grpc.ClientUnaryCall;
  OpenLease(argument: _microchat_logic_v1_OpenLeaseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_OpenLeaseReply__Output>): grpc.ClientUnaryCall;
  OpenLease(argument: _microchat_logic_v1_OpenLeaseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_OpenLeaseReply__Output>): grpc.ClientUnaryCall;
  OpenLease(argument: _microchat_logic_v1_OpenLeaseRequest, callback: grpc.requestCallback<_microchat_logic_v1_OpenLeaseReply__Output>): grpc.ClientUnaryCall;
  openLease(argument: _microchat_logic_v1_OpenLeaseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_OpenLeaseReply__Output>): grpc.ClientUnaryCall;
  openLease(argument: _microchat_logic_v1_OpenLeaseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_OpenLeaseReply__Output>): grpc.ClientUnaryCall;
  openLease(argument: _microchat_logic_v1_OpenLeaseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_OpenLeaseReply__Output>): grpc.ClientUnaryCall;
  openLease(argument: _microchat_logic_v1_OpenLeaseRequest, callback: grpc.requestCallback<_microchat_logic_v1_OpenLeaseReply__Output>): grpc.ClientUnaryCall;
  
  Register(argument: _microchat_logic_v1_RegisterRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_RegisterReply__Output>): grpc.ClientUnaryCall;
  Register(argument: _microchat_logic_v1_RegisterRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_RegisterReply__Output>): grpc.ClientUnaryCall;
  Register(argument: _microchat_logic_v1_RegisterRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_RegisterReply__Output>): grpc.ClientUnaryCall;
  Register(argument: _microchat_logic_v1_RegisterRequest, callback: grpc.requestCallback<_microchat_logic_v1_RegisterReply__Output>): grpc.ClientUnaryCall;
  register(argument: _microchat_logic_v1_RegisterRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_RegisterReply__Output>): grpc.ClientUnaryCall;
  register(argument: _microchat_logic_v1_RegisterRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_RegisterReply__Output>): grpc.ClientUnaryCall;
  register(argument: _microchat_logic_v1_RegisterRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_RegisterReply__Output>): grpc.ClientUnaryCall;
  register(argument: _microchat_logic_v1_RegisterRequest, callback: grpc.requestCallback<_microchat_logic_v1_RegisterReply__Output>): grpc.ClientUnaryCall;
  
  RenewLease(argument: _microchat_logic_v1_RenewLeaseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_RenewLeaseReply__Output>): grpc.ClientUnaryCall;
  RenewLease(argument: _microchat_logic_v1_RenewLeaseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_RenewLeaseReply__Output>): grpc.ClientUnaryCall;
  RenewLease(argument: _microchat_logic_v1_RenewLeaseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_RenewLeaseReply__Output>): grpc.ClientUnaryCall;
  RenewLease(argument: _microchat_logic_v1_RenewLeaseRequest, callback: grpc.requestCallback<_microchat_logic_v1_RenewLeaseReply__Output>): grpc.ClientUnaryCall;
  renewLease(argument: _microchat_logic_v1_RenewLeaseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_RenewLeaseReply__Output>): grpc.ClientUnaryCall;
  renewLease(argument: _microchat_logic_v1_RenewLeaseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_RenewLeaseReply__Output>): grpc.ClientUnaryCall;
  renewLease(argument: _microchat_logic_v1_RenewLeaseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_RenewLeaseReply__Output>): grpc.ClientUnaryCall;
  renewLease(argument: _microchat_logic_v1_RenewLeaseRequest, callback: grpc.requestCallback<_microchat_logic_v1_RenewLeaseReply__Output>): grpc.ClientUnaryCall;
  
  Unregister(argument: _microchat_logic_v1_UnregisterRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_UnregisterReply__Output>): grpc.ClientUnaryCall;
  Unregister(argument: _microchat_logic_v1_UnregisterRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_UnregisterReply__Output>): grpc.ClientUnaryCall;
  Unregister(argument: _microchat_logic_v1_UnregisterRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_UnregisterReply__Output>): grpc.ClientUnaryCall;
  Unregister(argument: _microchat_logic_v1_UnregisterRequest, callback: grpc.requestCallback<_microchat_logic_v1_UnregisterReply__Output>): grpc.ClientUnaryCall;
  unregister(argument: _microchat_logic_v1_UnregisterRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_UnregisterReply__Output>): grpc.ClientUnaryCall;
  unregister(argument: _microchat_logic_v1_UnregisterRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_UnregisterReply__Output>): grpc.ClientUnaryCall;
  unregister(argument: _microchat_logic_v1_UnregisterRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_UnregisterReply__Output>): grpc.ClientUnaryCall;
  unregister(argument: _microchat_logic_v1_UnregisterRequest, callback: grpc.requestCallback<_microchat_logic_v1_UnregisterReply__Output>): grpc.ClientUnaryCall;
  
}

export interface PresenceHandlers extends grpc.UntypedServiceImplementation {
  CloseLease: grpc.handleUnaryCall<_microchat_logic_v1_CloseLeaseRequest__Output, _microchat_logic_v1_CloseLeaseReply>;
  
  GetInterested: grpc.handleUnaryCall<_microchat_logic_v1_GetInterestedRequest__Output, _microchat_logic_v1_GetInterestedReply>;
  
  OpenLease: grpc.handleUnaryCall<_microchat_logic_v1_OpenLeaseRequest__Output, _microchat_logic_v1_OpenLeaseReply>;
  
  Register: grpc.handleUnaryCall<_microchat_logic_v1_RegisterRequest__Output, _microchat_logic_v1_RegisterReply>;
  
  RenewLease: grpc.handleUnaryCall<_microchat_logic_v1_RenewLeaseRequest__Output, _microchat_logic_v1_RenewLeaseReply>;
  
  Unregister: grpc.handleUnaryCall<_microchat_logic_v1_UnregisterRequest__Output, _microchat_logic_v1_UnregisterReply>;
  
}

export interface PresenceDefinition extends grpc.ServiceDefinition {
  CloseLease: MethodDefinition<_microchat_logic_v1_CloseLeaseRequest, _microchat_logic_v1_CloseLeaseReply, _microchat_logic_v1_CloseLeaseRequest__Output, _microchat_logic_v1_CloseLeaseReply__Output>
  GetInterested: MethodDefinition<_microchat_logic_v1_GetInterestedRequest, _microchat_logic_v1_GetInterestedReply, _microchat_logic_v1_GetInterestedRequest__Output, _microchat_logic_v1_GetInterestedReply__Output>
  OpenLease: MethodDefinition<_microchat_logic_v1_OpenLeaseRequest, _microchat_logic_v1_OpenLeaseReply, _microchat_logic_v1_OpenLeaseRequest__Output, _microchat_logic_v1_OpenLeaseReply__Output>
  Register: MethodDefinition<_microchat_logic_v1_RegisterRequest, _microchat_logic_v1_RegisterReply, _microchat_logic_v1_RegisterRequest__Output, _microchat_logic_v1_RegisterReply__Output>
  RenewLease: MethodDefinition<_microchat_logic_v1_RenewLeaseRequest, _microchat_logic_v1_RenewLeaseReply, _microchat_logic_v1_RenewLeaseRequest__Output, _microchat_logic_v1_RenewLeaseReply__Output>
  Unregister: MethodDefinition<_microchat_logic_v1_UnregisterRequest, _microchat_logic_v1_UnregisterReply, _microchat_logic_v1_UnregisterRequest__Output, _microchat_logic_v1_UnregisterReply__Output>
}
