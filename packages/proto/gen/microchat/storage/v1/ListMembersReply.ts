// Original file: proto/microchat/storage/v1/group_store.proto

import type { Membership as _microchat_storage_v1_Membership, Membership__Output as _microchat_storage_v1_Membership__Output } from '../../../microchat/storage/v1/Membership.ts';

export interface ListMembersReply {
  'members'?: (_microchat_storage_v1_Membership)[];
  'hasMore'?: (boolean);
}

export interface ListMembersReply__Output {
  'members': (_microchat_storage_v1_Membership__Output)[];
  'hasMore': (boolean);
}
