// Original file: proto/microchat/storage/v1/session_store.proto

import type { DevicePosition as _microchat_storage_v1_DevicePosition, DevicePosition__Output as _microchat_storage_v1_DevicePosition__Output } from '../../../microchat/storage/v1/DevicePosition.ts';

export interface SaveDeviceCursorRequest {
  'userId'?: (string);
  'deviceId'?: (string);
  'positions'?: (_microchat_storage_v1_DevicePosition)[];
}

export interface SaveDeviceCursorRequest__Output {
  'userId': (string);
  'deviceId': (string);
  'positions': (_microchat_storage_v1_DevicePosition__Output)[];
}
