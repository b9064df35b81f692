// Original file: proto/microchat/logic/v1/messaging.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { SendRequest as _microchat_logic_v1_SendRequest, SendRequest__Output as _microchat_logic_v1_SendRequest__Output } from '../../../microchat/logic/v1/SendRequest.ts';
import type { Sent as _microchat_client_v1_Sent, Sent__Output as _microchat_client_v1_Sent__Output } from '../../../microchat/client/v1/Sent.ts';

export interface MessagingClient extends grpc.Client {
  Send(argument: _microchat_logic_v1_SendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Sent__Output>): grpc.ClientUnaryCall;
  Send(argument: _microchat_logic_v1_SendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_client_v1_Sent__Output>): grpc.ClientUnaryCall;
  Send(argument: _microchat_logic_v1_SendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Sent__Output>): grpc.ClientUnaryCall;
  Send(argument: _microchat_logic_v1_SendRequest, callback: grpc.requestCallback<_microchat_client_v1_Sent__Output>): grpc.ClientUnaryCall;
  send(argument: _microchat_logic_v1_SendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Sent__Output>): grpc.ClientUnaryCall;
  send(argument: _microchat_logic_v1_SendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_microchat_client_v1_Sent__Output>): grpc.ClientUnaryCall;
  send(argument: _microchat_logic_v1_SendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_microchat_client_v1_Sent__Output>): grpc.ClientUnaryCall;
  send(argument: _microchat_logic_v1_SendRequest, callback: grpc.requestCallback<_microchat_client_v1_Sent__Output>): grpc.ClientUnaryCall;
  
}

export interface MessagingHandlers extends grpc.UntypedServiceImplementation {
  Send: grpc.handleUnaryCall<_microchat_logic_v1_SendRequest__Output, _microchat_client_v1_Sent>;
  
}

export interface MessagingDefinition extends grpc.ServiceDefinition {
  Send: MethodDefinition<_microchat_logic_v1_SendRequest, _microchat_client_v1_Sent, _microchat_logic_v1_SendRequest__Output, _microchat_client_v1_Sent__Output>
}
