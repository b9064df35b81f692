// Original file: proto/microchat/logic/v1/sync.proto

import type { ReadReceipt as _microchat_client_v1_ReadReceipt, ReadReceipt__Output as _microchat_client_v1_ReadReceipt__Output } from '../../../microchat/client/v1/ReadReceipt.ts';

export interface GetReadersReply {
  'readers'?: (_microchat_client_v1_ReadReceipt)[];
  'hasMore'?: (boolean);
}

export interface GetReadersReply__Output {
  'readers': (_microchat_client_v1_ReadReceipt__Output)[];
  'hasMore': (boolean);
}
