// Original file: proto/microchat/logic/v1/device_sink.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { PushReply as _microchat_logic_v1_PushReply, PushReply__Output as _microchat_logic_v1_PushReply__Output } from '../../../microchat/logic/v1/PushReply.ts';
import type { PushRequest as _microchat_logic_v1_PushRequest, PushRequest__Output as _microchat_logic_v1_PushRequest__Output } from '../../../microchat/logic/v1/PushRequest.ts';

export interface DeviceSinkClient extends grpc.Client {
  Push(argument: _microchat_logic_v1_PushRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_PushReply__Output>): grpc.ClientUnaryCall;
  Push(argument: _microchat_logic_v1_PushRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_PushReply__Output>): grpc.ClientUnaryCall;
  Push(argument: _microchat_logic_v1_PushRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_PushReply__Output>): grpc.ClientUnaryCall;
  Push(argument: _microchat_logic_v1_PushRequest, callback: grpc.requestCallback<_microchat_logic_v1_PushReply__Output>): grpc.ClientUnaryCall;
  push(argument: _microchat_logic_v1_PushRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_PushReply__Output>): grpc.ClientUnaryCall;
  push(argument: _microchat_logic_v1_PushRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_logic_v1_PushReply__Output>): grpc.ClientUnaryCall;
  push(argument: _microchat_logic_v1_PushRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_logic_v1_PushReply__Output>): grpc.ClientUnaryCall;
  push(argument: _microchat_logic_v1_PushRequest, callback: grpc.requestCallback<_microchat_logic_v1_PushReply__Output>): grpc.ClientUnaryCall;
  
}

export interface DeviceSinkHandlers extends grpc.UntypedServiceImplementation {
  Push: grpc.handleUnaryCall<_microchat_logic_v1_PushRequest__Output, _microchat_logic_v1_PushReply>;
  
}

export interface DeviceSinkDefinition extends grpc.ServiceDefinition {
  Push: MethodDefinition<_microchat_logic_v1_PushRequest, _microchat_logic_v1_PushReply, _microchat_logic_v1_PushRequest__Output, _microchat_logic_v1_PushReply__Output>
}
