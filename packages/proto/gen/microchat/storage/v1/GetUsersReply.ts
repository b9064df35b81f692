// Original file: proto/microchat/storage/v1/user_store.proto

import type { User as _microchat_storage_v1_User, User__Output as _microchat_storage_v1_User__Output } from '../../../microchat/storage/v1/User.ts';

export interface GetUsersReply {
  'users'?: (_microchat_storage_v1_User)[];
}

export interface GetUsersReply__Output {
  'users': (_microchat_storage_v1_User__Output)[];
}
