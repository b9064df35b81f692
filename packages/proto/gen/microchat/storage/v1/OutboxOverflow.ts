// Original file: proto/microchat/storage/v1/outbox.proto

import type { OutboxEvent as _microchat_storage_v1_OutboxEvent, OutboxEvent__Output as _microchat_storage_v1_OutboxEvent__Output } from '../../../microchat/storage/v1/OutboxEvent.ts';

export interface OutboxOverflow {
  'events'?: (_microchat_storage_v1_OutboxEvent)[];
}

export interface OutboxOverflow__Output {
  'events': (_microchat_storage_v1_OutboxEvent__Output)[];
}
