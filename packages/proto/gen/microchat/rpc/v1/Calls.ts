// Original file: proto/microchat/rpc/v1/calls.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CallBatch as _microchat_rpc_v1_CallBatch, CallBatch__Output as _microchat_rpc_v1_CallBatch__Output } from '../../../microchat/rpc/v1/CallBatch.ts';
import type { ReplyBatch as _microchat_rpc_v1_ReplyBatch, ReplyBatch__Output as _microchat_rpc_v1_ReplyBatch__Output } from '../../../microchat/rpc/v1/ReplyBatch.ts';

export interface CallsClient extends grpc.Client {
  Open(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_microchat_rpc_v1_CallBatch, _microchat_rpc_v1_ReplyBatch__Output>;
  Open(options?: grpc.CallOptions): grpc.ClientDuplexStream<_microchat_rpc_v1_CallBatch, _microchat_rpc_v1_ReplyBatch__Output>;
  open(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_microchat_rpc_v1_CallBatch, _microchat_rpc_v1_ReplyBatch__Output>;
  open(options?: grpc.CallOptions): grpc.ClientDuplexStream<_microchat_rpc_v1_CallBatch, _microchat_rpc_v1_ReplyBatch__Output>;
  
}

export interface CallsHandlers extends grpc.UntypedServiceImplementation {
  Open: grpc.handleBidiStreamingCall<_microchat_rpc_v1_CallBatch__Output, _microchat_rpc_v1_ReplyBatch>;
  
}

export interface CallsDefinition extends grpc.ServiceDefinition {
  Open: MethodDefinition<_microchat_rpc_v1_CallBatch, _microchat_rpc_v1_ReplyBatch, _microchat_rpc_v1_CallBatch__Output, _microchat_rpc_v1_ReplyBatch__Output>
}
