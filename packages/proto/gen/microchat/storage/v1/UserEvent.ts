// Original file: proto/microchat/storage/v1/user_store.proto

import type { UserCreated as _microchat_storage_v1_UserCreated, UserCreated__Output as _microchat_storage_v1_UserCreated__Output } from '../../../microchat/storage/v1/UserCreated.ts';
import type { Profile as _microchat_storage_v1_Profile, Profile__Output as _microchat_storage_v1_Profile__Output } from '../../../microchat/storage/v1/Profile.ts';
import type { TokensRevoked as _microchat_storage_v1_TokensRevoked, TokensRevoked__Output as _microchat_storage_v1_TokensRevoked__Output } from '../../../microchat/storage/v1/TokensRevoked.ts';
import type { DeviceKick as _microchat_storage_v1_DeviceKick, DeviceKick__Output as _microchat_storage_v1_DeviceKick__Output } from '../../../microchat/storage/v1/DeviceKick.ts';

export interface UserEvent {
  'userId'?: (string);
  'created'?: (_microchat_storage_v1_UserCreated | null);
  'profileChanged'?: (_microchat_storage_v1_Profile | null);
  'tokensRevoked'?: (_microchat_storage_v1_TokensRevoked | null);
  'deviceKicked'?: (_microchat_storage_v1_DeviceKick | null);
  'change'?: "created"|"profileChanged"|"tokensRevoked"|"deviceKicked";
}

export interface UserEvent__Output {
  'userId': (string);
  'created'?: (_microchat_storage_v1_UserCreated__Output | null);
  'profileChanged'?: (_microchat_storage_v1_Profile__Output | null);
  'tokensRevoked'?: (_microchat_storage_v1_TokensRevoked__Output | null);
  'deviceKicked'?: (_microchat_storage_v1_DeviceKick__Output | null);
  'change'?: "created"|"profileChanged"|"tokensRevoked"|"deviceKicked";
}
