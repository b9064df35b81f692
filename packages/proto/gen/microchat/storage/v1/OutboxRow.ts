// Original file: proto/microchat/storage/v1/outbox.proto

import type { OutboxEvent as _microchat_storage_v1_OutboxEvent, OutboxEvent__Output as _microchat_storage_v1_OutboxEvent__Output } from '../../../microchat/storage/v1/OutboxEvent.ts';
import type { Long } from '@grpc/proto-loader';

export interface OutboxRow {
  'version'?: (number | string | Long);
  'events'?: (_microchat_storage_v1_OutboxEvent)[];
  'overflow'?: (string);
}

export interface OutboxRow__Output {
  'version': (string);
  'events': (_microchat_storage_v1_OutboxEvent__Output)[];
  'overflow': (string);
}
