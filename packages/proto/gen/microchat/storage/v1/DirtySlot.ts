// Original file: proto/microchat/storage/v1/outbox.proto

import type { OutboxPartition as _microchat_storage_v1_OutboxPartition, OutboxPartition__Output as _microchat_storage_v1_OutboxPartition__Output } from '../../../microchat/storage/v1/OutboxPartition.ts';

export interface DirtySlot {
  'partition'?: (_microchat_storage_v1_OutboxPartition | null);
}

export interface DirtySlot__Output {
  'partition': (_microchat_storage_v1_OutboxPartition__Output | null);
}
