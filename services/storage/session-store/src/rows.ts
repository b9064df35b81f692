import type { PartitionKey } from '@microchat/ports/kv-store';
import { messageCodec } from '@microchat/proto/message-codec';
import type { DeviceCursorRow, DeviceCursorRow__Output } from '@microchat/proto/microchat/storage/v1/DeviceCursorRow';
import type { ListEntry, ListEntry__Output } from '@microchat/proto/microchat/storage/v1/ListEntry';
import type { ListHeadRow, ListHeadRow__Output } from '@microchat/proto/microchat/storage/v1/ListHeadRow';
import type { SessionEvent, SessionEvent__Output } from '@microchat/proto/microchat/storage/v1/SessionEvent';

/**
 * - `lists`, a partition a user: head ListHeadRow; `c/<conversationId>` ListEntry; `v/<version>` the conversation that
 *   changed with that list version, one row an entry; `m/<groupId>` the conversation of a group in the list.
 * - `group_heads`, merge-only, a partition a group: `head` and `own/<userId>` (domain/sortable-rows.ts).
 * - `readers`, merge-only, a partition a conversation and bucket of readers: `<userId>` -> read index.
 * - `device_cursors`, a partition a device: head DeviceCursorRow.
 * - `list_epoch`: one partition, whose head is the epoch.
 */
export const tables = {
  lists: 'lists',
  groupHeads: 'group_heads',
  readers: 'readers',
  deviceCursors: 'device_cursors',
  listEpoch: 'list_epoch',
} as const;

export function listPartition(userId: string): PartitionKey {
  return { table: tables.lists, partition: userId };
}

/** `~` is no character of ids, so no two devices share a row. */
export function deviceKey(userId: string, deviceId: string): string {
  return `${userId}~${deviceId}`;
}

export const entryColumn = (conversationId: string): string => `c/${conversationId}`;

export const versionColumns = {
  /** Hexadecimal of fixed width, so that columns sort by version. */
  of: (version: number): string => `v/${version.toString(16).padStart(8, '0')}`,
  versionOf: (column: string): number => Number.parseInt(column.slice(2), 16),
} as const;

export const membershipColumns = {
  of: (groupId: string): string => `m/${groupId}`,
  from: 'm/',
  /** The byte after `/`. */
  to: 'm0',
} as const;

const rowsProto = 'microchat/storage/v1/session_rows.proto';
const storeProto = 'microchat/storage/v1/session_store.proto';

export const listHeadRow = messageCodec<ListHeadRow, ListHeadRow__Output>(
  rowsProto,
  'microchat.storage.v1.ListHeadRow',
);
export const deviceCursorRow = messageCodec<DeviceCursorRow, DeviceCursorRow__Output>(
  rowsProto,
  'microchat.storage.v1.DeviceCursorRow',
);
export const listEntryRow = messageCodec<ListEntry, ListEntry__Output>(storeProto, 'microchat.storage.v1.ListEntry');
export const sessionEvent = messageCodec<SessionEvent, SessionEvent__Output>(
  storeProto,
  'microchat.storage.v1.SessionEvent',
);

/** Conversation ids in values of index rows. */
export const conversationIdRow = {
  encode: (conversationId: string): Uint8Array => Buffer.from(conversationId, 'ascii'),
  decode: (bytes: Uint8Array): string => Buffer.from(bytes).toString('ascii'),
} as const;
