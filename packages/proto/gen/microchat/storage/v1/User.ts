// Original file: proto/microchat/storage/v1/user_store.proto

import type { Profile as _microchat_storage_v1_Profile, Profile__Output as _microchat_storage_v1_Profile__Output } from '../../../microchat/storage/v1/Profile.ts';
import type { DeviceKick as _microchat_storage_v1_DeviceKick, DeviceKick__Output as _microchat_storage_v1_DeviceKick__Output } from '../../../microchat/storage/v1/DeviceKick.ts';

export interface User {
  'userId'?: (string);
  'exists'?: (boolean);
  'revocationVersion'?: (number);
  'profile'?: (_microchat_storage_v1_Profile | null);
  'kicks'?: (_microchat_storage_v1_DeviceKick)[];
}

export interface User__Output {
  'userId': (string);
  'exists': (boolean);
  'revocationVersion': (number);
  'profile': (_microchat_storage_v1_Profile__Output | null);
  'kicks': (_microchat_storage_v1_DeviceKick__Output)[];
}
