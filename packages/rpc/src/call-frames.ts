import type { CallBatch, CallBatch__Output } from '@microchat/proto/microchat/rpc/v1/CallBatch';
import type { ErrorDetail, ErrorDetail__Output } from '@microchat/proto/microchat/rpc/v1/ErrorDetail';
import type { ReplyBatch, ReplyBatch__Output } from '@microchat/proto/microchat/rpc/v1/ReplyBatch';
import { messageCodec } from '@microchat/proto/message-codec';

const proto = 'microchat/rpc/v1/calls.proto';

/** gRPC path of the stream that carries hot calls. */
export const callStreamPath = '/microchat.rpc.v1.Calls/Open';

export const callBatchCodec = messageCodec<CallBatch, CallBatch__Output>(proto, 'microchat.rpc.v1.CallBatch');
export const replyBatchCodec = messageCodec<ReplyBatch, ReplyBatch__Output>(proto, 'microchat.rpc.v1.ReplyBatch');
export const errorDetailCodec = messageCodec<ErrorDetail, ErrorDetail__Output>(proto, 'microchat.rpc.v1.ErrorDetail');

/** What a call or reply takes in a frame besides its payload, rounded up: ids, lengths, method name, trace context. */
export const envelopeBytes = 160;
