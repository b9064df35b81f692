// Original file: proto/microchat/api/v1/api.proto

import type { Device as _microchat_api_v1_Device, Device__Output as _microchat_api_v1_Device__Output } from '../../../microchat/api/v1/Device.ts';

export interface Devices {
  'devices'?: (_microchat_api_v1_Device)[];
}

export interface Devices__Output {
  'devices': (_microchat_api_v1_Device__Output)[];
}
