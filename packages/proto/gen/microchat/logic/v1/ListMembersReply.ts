// Original file: proto/microchat/logic/v1/membership.proto

import type { GroupMember as _microchat_logic_v1_GroupMember, GroupMember__Output as _microchat_logic_v1_GroupMember__Output } from '../../../microchat/logic/v1/GroupMember.ts';

export interface ListMembersReply {
  'members'?: (_microchat_logic_v1_GroupMember)[];
  'hasMore'?: (boolean);
}

export interface ListMembersReply__Output {
  'members': (_microchat_logic_v1_GroupMember__Output)[];
  'hasMore': (boolean);
}
