// Original file: proto/microchat/storage/v1/user_rows.proto

import type { User as _microchat_storage_v1_User, User__Output as _microchat_storage_v1_User__Output } from '../../../microchat/storage/v1/User.ts';

export interface UserRow {
  'user'?: (_microchat_storage_v1_User | null);
  'eventSequence'?: (number);
}

export interface UserRow__Output {
  'user': (_microchat_storage_v1_User__Output | null);
  'eventSequence': (number);
}
