import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { DirtySlot as _microchat_storage_v1_DirtySlot, DirtySlot__Output as _microchat_storage_v1_DirtySlot__Output } from './microchat/storage/v1/DirtySlot.ts';
import type { OutboxEvent as _microchat_storage_v1_OutboxEvent, OutboxEvent__Output as _microchat_storage_v1_OutboxEvent__Output } from './microchat/storage/v1/OutboxEvent.ts';
import type { OutboxOverflow as _microchat_storage_v1_OutboxOverflow, OutboxOverflow__Output as _microchat_storage_v1_OutboxOverflow__Output } from './microchat/storage/v1/OutboxOverflow.ts';
import type { OutboxPartition as _microchat_storage_v1_OutboxPartition, OutboxPartition__Output as _microchat_storage_v1_OutboxPartition__Output } from './microchat/storage/v1/OutboxPartition.ts';
import type { OutboxRow as _microchat_storage_v1_OutboxRow, OutboxRow__Output as _microchat_storage_v1_OutboxRow__Output } from './microchat/storage/v1/OutboxRow.ts';
import type { PartitionEnvelope as _microchat_storage_v1_PartitionEnvelope, PartitionEnvelope__Output as _microchat_storage_v1_PartitionEnvelope__Output } from './microchat/storage/v1/PartitionEnvelope.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  microchat: {
    storage: {
      v1: {
        DirtySlot: MessageTypeDefinition<_microchat_storage_v1_DirtySlot, _microchat_storage_v1_DirtySlot__Output>
        OutboxEvent: MessageTypeDefinition<_microchat_storage_v1_OutboxEvent, _microchat_storage_v1_OutboxEvent__Output>
        OutboxOverflow: MessageTypeDefinition<_microchat_storage_v1_OutboxOverflow, _microchat_storage_v1_OutboxOverflow__Output>
        OutboxPartition: MessageTypeDefinition<_microchat_storage_v1_OutboxPartition, _microchat_storage_v1_OutboxPartition__Output>
        OutboxRow: MessageTypeDefinition<_microchat_storage_v1_OutboxRow, _microchat_storage_v1_OutboxRow__Output>
        PartitionEnvelope: MessageTypeDefinition<_microchat_storage_v1_PartitionEnvelope, _microchat_storage_v1_PartitionEnvelope__Output>
      }
    }
  }
}

