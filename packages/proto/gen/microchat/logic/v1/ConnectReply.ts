// Original file: proto/microchat/logic/v1/sync.proto

import type { Changes as _microchat_client_v1_Changes, Changes__Output as _microchat_client_v1_Changes__Output } from '../../../microchat/client/v1/Changes.ts';
import type { FollowedGroup as _microchat_logic_v1_FollowedGroup, FollowedGroup__Output as _microchat_logic_v1_FollowedGroup__Output } from '../../../microchat/logic/v1/FollowedGroup.ts';

export interface ConnectReply {
  'changes'?: (_microchat_client_v1_Changes | null);
  'groups'?: (_microchat_logic_v1_FollowedGroup)[];
}

export interface ConnectReply__Output {
  'changes': (_microchat_client_v1_Changes__Output | null);
  'groups': (_microchat_logic_v1_FollowedGroup__Output)[];
}
