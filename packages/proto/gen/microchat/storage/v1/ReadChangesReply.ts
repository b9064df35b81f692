// Original file: proto/microchat/storage/v1/session_store.proto

import type { ListEntry as _microchat_storage_v1_ListEntry, ListEntry__Output as _microchat_storage_v1_ListEntry__Output } from '../../../microchat/storage/v1/ListEntry.ts';

export interface ReadChangesReply {
  'entries'?: (_microchat_storage_v1_ListEntry)[];
  'listVersion'?: (number);
  'hasMore'?: (boolean);
  'hasMoved'?: (boolean);
}

export interface ReadChangesReply__Output {
  'entries': (_microchat_storage_v1_ListEntry__Output)[];
  'listVersion': (number);
  'hasMore': (boolean);
  'hasMoved': (boolean);
}
