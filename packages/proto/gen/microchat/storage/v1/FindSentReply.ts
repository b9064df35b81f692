// Original file: proto/microchat/storage/v1/message_store.proto

import type { AppendReply as _microchat_storage_v1_AppendReply, AppendReply__Output as _microchat_storage_v1_AppendReply__Output } from '../../../microchat/storage/v1/AppendReply.ts';

export interface FindSentReply {
  'found'?: (boolean);
  'sent'?: (_microchat_storage_v1_AppendReply | null);
}

export interface FindSentReply__Output {
  'found': (boolean);
  'sent': (_microchat_storage_v1_AppendReply__Output | null);
}
