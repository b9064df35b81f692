// Original file: proto/microchat/storage/v1/group_store.proto

import type { Membership as _microchat_storage_v1_Membership, Membership__Output as _microchat_storage_v1_Membership__Output } from '../../../microchat/storage/v1/Membership.ts';

export interface GetMemberReply {
  'found'?: (boolean);
  'membership'?: (_microchat_storage_v1_Membership | null);
  'membershipVersion'?: (number);
}

export interface GetMemberReply__Output {
  'found': (boolean);
  'membership': (_microchat_storage_v1_Membership__Output | null);
  'membershipVersion': (number);
}
