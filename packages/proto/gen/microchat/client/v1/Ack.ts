// Original file: proto/microchat/client/v1/client.proto

import type { Position as _microchat_client_v1_Position, Position__Output as _microchat_client_v1_Position__Output } from '../../../microchat/client/v1/Position.ts';

export interface Ack {
  'received'?: (number);
  'positions'?: (_microchat_client_v1_Position)[];
}

export interface Ack__Output {
  'received': (number);
  'positions': (_microchat_client_v1_Position__Output)[];
}
