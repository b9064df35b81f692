// Original file: proto/microchat/storage/v1/group_store.proto

import type { Group as _microchat_storage_v1_Group, Group__Output as _microchat_storage_v1_Group__Output } from '../../../microchat/storage/v1/Group.ts';

export interface GroupRow {
  'group'?: (_microchat_storage_v1_Group | null);
  'settledThrough'?: (number);
}

export interface GroupRow__Output {
  'group': (_microchat_storage_v1_Group__Output | null);
  'settledThrough': (number);
}
