// Original file: proto/microchat/storage/v1/group_store.proto

import type { GroupChange as _microchat_storage_v1_GroupChange, GroupChange__Output as _microchat_storage_v1_GroupChange__Output } from '../../../microchat/storage/v1/GroupChange.ts';

export interface ListPendingReply {
  'changes'?: (_microchat_storage_v1_GroupChange)[];
}

export interface ListPendingReply__Output {
  'changes': (_microchat_storage_v1_GroupChange__Output)[];
}
