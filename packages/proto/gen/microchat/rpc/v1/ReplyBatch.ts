// Original file: proto/microchat/rpc/v1/calls.proto

import type { Reply as _microchat_rpc_v1_Reply, Reply__Output as _microchat_rpc_v1_Reply__Output } from '../../../microchat/rpc/v1/Reply.ts';

export interface ReplyBatch {
  'replies'?: (_microchat_rpc_v1_Reply)[];
}

export interface ReplyBatch__Output {
  'replies': (_microchat_rpc_v1_Reply__Output)[];
}
