// Original file: proto/microchat/client/v1/client.proto

import type { Changes as _microchat_client_v1_Changes, Changes__Output as _microchat_client_v1_Changes__Output } from '../../../microchat/client/v1/Changes.ts';

export interface Welcome {
  'userId'?: (string);
  'connectionId'?: (string);
  'ticket'?: (string);
  'heartbeatMs'?: (number);
  'changes'?: (_microchat_client_v1_Changes | null);
}

export interface Welcome__Output {
  'userId': (string);
  'connectionId': (string);
  'ticket': (string);
  'heartbeatMs': (number);
  'changes': (_microchat_client_v1_Changes__Output | null);
}
