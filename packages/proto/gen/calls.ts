import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { Call as _microchat_rpc_v1_Call, Call__Output as _microchat_rpc_v1_Call__Output } from './microchat/rpc/v1/Call.ts';
import type { CallBatch as _microchat_rpc_v1_CallBatch, CallBatch__Output as _microchat_rpc_v1_CallBatch__Output } from './microchat/rpc/v1/CallBatch.ts';
import type { CallsClient as _microchat_rpc_v1_CallsClient, CallsDefinition as _microchat_rpc_v1_CallsDefinition } from './microchat/rpc/v1/Calls.ts';
import type { ErrorDetail as _microchat_rpc_v1_ErrorDetail, ErrorDetail__Output as _microchat_rpc_v1_ErrorDetail__Output } from './microchat/rpc/v1/ErrorDetail.ts';
import type { Reply as _microchat_rpc_v1_Reply, Reply__Output as _microchat_rpc_v1_Reply__Output } from './microchat/rpc/v1/Reply.ts';
import type { ReplyBatch as _microchat_rpc_v1_ReplyBatch, ReplyBatch__Output as _microchat_rpc_v1_ReplyBatch__Output } from './microchat/rpc/v1/ReplyBatch.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  microchat: {
    rpc: {
      v1: {
        Call: MessageTypeDefinition<_microchat_rpc_v1_Call, _microchat_rpc_v1_Call__Output>
        CallBatch: MessageTypeDefinition<_microchat_rpc_v1_CallBatch, _microchat_rpc_v1_CallBatch__Output>
        Calls: SubtypeConstructor<typeof grpc.Client, _microchat_rpc_v1_CallsClient> & { service: _microchat_rpc_v1_CallsDefinition }
        ErrorDetail: MessageTypeDefinition<_microchat_rpc_v1_ErrorDetail, _microchat_rpc_v1_ErrorDetail__Output>
        Reply: MessageTypeDefinition<_microchat_rpc_v1_Reply, _microchat_rpc_v1_Reply__Output>
        ReplyBatch: MessageTypeDefinition<_microchat_rpc_v1_ReplyBatch, _microchat_rpc_v1_ReplyBatch__Output>
      }
    }
  }
}

