// Original file: proto/microchat/rpc/v1/calls.proto

import type { Call as _microchat_rpc_v1_Call, Call__Output as _microchat_rpc_v1_Call__Output } from '../../../microchat/rpc/v1/Call.ts';

export interface CallBatch {
  'calls'?: (_microchat_rpc_v1_Call)[];
  'cancelledIds'?: (number)[];
}

export interface CallBatch__Output {
  'calls': (_microchat_rpc_v1_Call__Output)[];
  'cancelledIds': (number)[];
}
