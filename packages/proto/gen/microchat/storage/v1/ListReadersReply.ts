// Original file: proto/microchat/storage/v1/session_store.proto

import type { Reader as _microchat_storage_v1_Reader, Reader__Output as _microchat_storage_v1_Reader__Output } from '../../../microchat/storage/v1/Reader.ts';

export interface ListReadersReply {
  'readers'?: (_microchat_storage_v1_Reader)[];
  'hasMore'?: (boolean);
}

export interface ListReadersReply__Output {
  'readers': (_microchat_storage_v1_Reader__Output)[];
  'hasMore': (boolean);
}
