// Original file: proto/microchat/storage/v1/group_store.proto

import type { Group as _microchat_storage_v1_Group, Group__Output as _microchat_storage_v1_Group__Output } from '../../../microchat/storage/v1/Group.ts';
import type { GroupChange as _microchat_storage_v1_GroupChange, GroupChange__Output as _microchat_storage_v1_GroupChange__Output } from '../../../microchat/storage/v1/GroupChange.ts';

export interface CreateGroupReply {
  'group'?: (_microchat_storage_v1_Group | null);
  'change'?: (_microchat_storage_v1_GroupChange | null);
}

export interface CreateGroupReply__Output {
  'group': (_microchat_storage_v1_Group__Output | null);
  'change': (_microchat_storage_v1_GroupChange__Output | null);
}
