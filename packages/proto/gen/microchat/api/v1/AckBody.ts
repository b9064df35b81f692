// Original file: proto/microchat/api/v1/api.proto

import type { Position as _microchat_client_v1_Position, Position__Output as _microchat_client_v1_Position__Output } from '../../../microchat/client/v1/Position.ts';

export interface AckBody {
  'deviceId'?: (string);
  'acks'?: (_microchat_client_v1_Position)[];
}

export interface AckBody__Output {
  'deviceId': (string);
  'acks': (_microchat_client_v1_Position__Output)[];
}
