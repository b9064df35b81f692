// Original file: proto/microchat/storage/v1/user_rows.proto

import type { Device as _microchat_storage_v1_Device, Device__Output as _microchat_storage_v1_Device__Output } from '../../../microchat/storage/v1/Device.ts';

export interface DevicesRow {
  'devices'?: (_microchat_storage_v1_Device)[];
  'logins'?: (number);
}

export interface DevicesRow__Output {
  'devices': (_microchat_storage_v1_Device__Output)[];
  'logins': (number);
}
