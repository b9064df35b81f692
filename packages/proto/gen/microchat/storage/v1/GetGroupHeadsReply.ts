// Original file: proto/microchat/storage/v1/session_store.proto

import type { GroupHead as _microchat_storage_v1_GroupHead, GroupHead__Output as _microchat_storage_v1_GroupHead__Output } from '../../../microchat/storage/v1/GroupHead.ts';

export interface GetGroupHeadsReply {
  'heads'?: (_microchat_storage_v1_GroupHead)[];
}

export interface GetGroupHeadsReply__Output {
  'heads': (_microchat_storage_v1_GroupHead__Output)[];
}
