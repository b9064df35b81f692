// Original file: proto/microchat/storage/v1/group_store.proto

import type { GroupChange as _microchat_storage_v1_GroupChange, GroupChange__Output as _microchat_storage_v1_GroupChange__Output } from '../../../microchat/storage/v1/GroupChange.ts';

export interface GroupChangeProposed {
  'change'?: (_microchat_storage_v1_GroupChange | null);
}

export interface GroupChangeProposed__Output {
  'change': (_microchat_storage_v1_GroupChange__Output | null);
}
