// Original file: proto/microchat/api/v1/api.proto

import type { ReadReceipt as _microchat_client_v1_ReadReceipt, ReadReceipt__Output as _microchat_client_v1_ReadReceipt__Output } from '../../../microchat/client/v1/ReadReceipt.ts';

export interface Readers {
  'readers'?: (_microchat_client_v1_ReadReceipt)[];
  'hasMore'?: (boolean);
}

export interface Readers__Output {
  'readers': (_microchat_client_v1_ReadReceipt__Output)[];
  'hasMore': (boolean);
}
