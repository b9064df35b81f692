import type { PartitionKey } from '@microchat/ports/kv-store';
import { messageCodec } from '@microchat/proto/message-codec';
import type { DevicesRow, DevicesRow__Output } from '@microchat/proto/microchat/storage/v1/DevicesRow';
import type { UserEvent, UserEvent__Output } from '@microchat/proto/microchat/storage/v1/UserEvent';
import type { UserRow, UserRow__Output } from '@microchat/proto/microchat/storage/v1/UserRow';

/**
 * - `users`, a partition a user: the head is a UserRow.
 * - `user_devices`, a partition a user: the head is a DevicesRow. Apart, because devices are written at every connect.
 */
export const tables = { users: 'users', devices: 'user_devices' } as const;

export function userPartition(userId: string): PartitionKey {
  return { table: tables.users, partition: userId };
}

export function devicesPartition(userId: string): PartitionKey {
  return { table: tables.devices, partition: userId };
}

const rowsProto = 'microchat/storage/v1/user_rows.proto';

export const userRow = messageCodec<UserRow, UserRow__Output>(rowsProto, 'microchat.storage.v1.UserRow');
export const devicesRow = messageCodec<DevicesRow, DevicesRow__Output>(rowsProto, 'microchat.storage.v1.DevicesRow');
export const userEvent = messageCodec<UserEvent, UserEvent__Output>(
  'microchat/storage/v1/user_store.proto',
  'microchat.storage.v1.UserEvent',
);
