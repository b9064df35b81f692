// Original file: proto/microchat/logic/v1/sync.proto

import type { Position as _microchat_client_v1_Position, Position__Output as _microchat_client_v1_Position__Output } from '../../../microchat/client/v1/Position.ts';

export interface AckRequest {
  'userId'?: (string);
  'deviceId'?: (string);
  'positions'?: (_microchat_client_v1_Position)[];
}

export interface AckRequest__Output {
  'userId': (string);
  'deviceId': (string);
  'positions': (_microchat_client_v1_Position__Output)[];
}
