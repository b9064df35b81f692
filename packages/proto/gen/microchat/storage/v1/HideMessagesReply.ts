// Original file: proto/microchat/storage/v1/session_store.proto

import type { ListEntry as _microchat_storage_v1_ListEntry, ListEntry__Output as _microchat_storage_v1_ListEntry__Output } from '../../../microchat/storage/v1/ListEntry.ts';

export interface HideMessagesReply {
  'entry'?: (_microchat_storage_v1_ListEntry | null);
}

export interface HideMessagesReply__Output {
  'entry': (_microchat_storage_v1_ListEntry__Output | null);
}
