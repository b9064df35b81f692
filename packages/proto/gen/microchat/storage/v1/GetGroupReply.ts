// Original file: proto/microchat/storage/v1/group_store.proto

import type { Group as _microchat_storage_v1_Group, Group__Output as _microchat_storage_v1_Group__Output } from '../../../microchat/storage/v1/Group.ts';

export interface GetGroupReply {
  'found'?: (boolean);
  'group'?: (_microchat_storage_v1_Group | null);
}

export interface GetGroupReply__Output {
  'found': (boolean);
  'group': (_microchat_storage_v1_Group__Output | null);
}
