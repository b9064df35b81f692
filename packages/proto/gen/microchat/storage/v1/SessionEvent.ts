// Original file: proto/microchat/storage/v1/session_store.proto

import type { ReadAdvanced as _microchat_storage_v1_ReadAdvanced, ReadAdvanced__Output as _microchat_storage_v1_ReadAdvanced__Output } from '../../../microchat/storage/v1/ReadAdvanced.ts';
import type { ListEntryChanged as _microchat_storage_v1_ListEntryChanged, ListEntryChanged__Output as _microchat_storage_v1_ListEntryChanged__Output } from '../../../microchat/storage/v1/ListEntryChanged.ts';

export interface SessionEvent {
  'userId'?: (string);
  'readAdvanced'?: (_microchat_storage_v1_ReadAdvanced | null);
  'listEntryChanged'?: (_microchat_storage_v1_ListEntryChanged | null);
  'change'?: "readAdvanced"|"listEntryChanged";
}

export interface SessionEvent__Output {
  'userId': (string);
  'readAdvanced'?: (_microchat_storage_v1_ReadAdvanced__Output | null);
  'listEntryChanged'?: (_microchat_storage_v1_ListEntryChanged__Output | null);
  'change'?: "readAdvanced"|"listEntryChanged";
}
