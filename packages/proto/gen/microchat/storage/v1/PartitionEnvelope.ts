// Original file: proto/microchat/storage/v1/outbox.proto

import type { OutboxPartition as _microchat_storage_v1_OutboxPartition, OutboxPartition__Output as _microchat_storage_v1_OutboxPartition__Output } from '../../../microchat/storage/v1/OutboxPartition.ts';
import type { Long } from '@grpc/proto-loader';

export interface PartitionEnvelope {
  'publishedThrough'?: (number | string | Long);
  'eventsThrough'?: (number | string | Long);
  'namedFrom'?: (number | string | Long);
  'namedThrough'?: (number | string | Long);
  'follows'?: (_microchat_storage_v1_OutboxPartition | null);
  'head'?: (Buffer | Uint8Array | string);
}

export interface PartitionEnvelope__Output {
  'publishedThrough': (string);
  'eventsThrough': (string);
  'namedFrom': (string);
  'namedThrough': (string);
  'follows': (_microchat_storage_v1_OutboxPartition__Output | null);
  'head': (Buffer);
}
