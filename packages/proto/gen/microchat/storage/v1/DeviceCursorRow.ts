// Original file: proto/microchat/storage/v1/session_rows.proto

import type { DeviceCursorPosition as _microchat_storage_v1_DeviceCursorPosition, DeviceCursorPosition__Output as _microchat_storage_v1_DeviceCursorPosition__Output } from '../../../microchat/storage/v1/DeviceCursorPosition.ts';

export interface DeviceCursorRow {
  'positions'?: (_microchat_storage_v1_DeviceCursorPosition)[];
}

export interface DeviceCursorRow__Output {
  'positions': (_microchat_storage_v1_DeviceCursorPosition__Output)[];
}
