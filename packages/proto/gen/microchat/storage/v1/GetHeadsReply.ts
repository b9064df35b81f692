// Original file: proto/microchat/storage/v1/message_store.proto

import type { LogHead as _microchat_storage_v1_LogHead, LogHead__Output as _microchat_storage_v1_LogHead__Output } from '../../../microchat/storage/v1/LogHead.ts';

export interface GetHeadsReply {
  'heads'?: (_microchat_storage_v1_LogHead)[];
}

export interface GetHeadsReply__Output {
  'heads': (_microchat_storage_v1_LogHead__Output)[];
}
