// Original file: proto/microchat/storage/v1/user_store.proto

import type { DeviceKick as _microchat_storage_v1_DeviceKick, DeviceKick__Output as _microchat_storage_v1_DeviceKick__Output } from '../../../microchat/storage/v1/DeviceKick.ts';

export interface KickDeviceReply {
  'kick'?: (_microchat_storage_v1_DeviceKick | null);
}

export interface KickDeviceReply__Output {
  'kick': (_microchat_storage_v1_DeviceKick__Output | null);
}
