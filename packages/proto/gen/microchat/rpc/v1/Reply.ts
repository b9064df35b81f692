// Original file: proto/microchat/rpc/v1/calls.proto

import type { ErrorDetail as _microchat_rpc_v1_ErrorDetail, ErrorDetail__Output as _microchat_rpc_v1_ErrorDetail__Output } from '../../../microchat/rpc/v1/ErrorDetail.ts';

export interface Reply {
  'id'?: (number);
  'code'?: (number);
  'reply'?: (Buffer | Uint8Array | string);
  'error'?: (_microchat_rpc_v1_ErrorDetail | null);
}

export interface Reply__Output {
  'id': (number);
  'code': (number);
  'reply': (Buffer);
  'error': (_microchat_rpc_v1_ErrorDetail__Output | null);
}
