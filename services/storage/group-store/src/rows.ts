import { messageCodec } from '@microchat/proto/message-codec';
import type { GroupChange, GroupChange__Output } from '@microchat/proto/microchat/storage/v1/GroupChange';
import type {
  GroupChangeProposed,
  GroupChangeProposed__Output,
} from '@microchat/proto/microchat/storage/v1/GroupChangeProposed';
import type { GroupRow, GroupRow__Output } from '@microchat/proto/microchat/storage/v1/GroupRow';
import type { Membership, Membership__Output } from '@microchat/proto/microchat/storage/v1/Membership';
import type { PartitionKey } from '@microchat/ports/kv-store';

/**
 * Table `groups`, one partition a group: the head is a GroupRow; `m/<userId>` holds a Membership for everybody who ever
 * was a member; `x/<version>` a GroupChange, pending or one of the last settled.
 */
export const groupsTable = 'groups';

export function groupPartition(groupId: string): PartitionKey {
  return { table: groupsTable, partition: groupId };
}

export const memberColumns = {
  of: (userId: string): string => `m/${userId}`,
  from: 'm/',
  /** The byte after `/`. */
  to: 'm0',
} as const;

export const changeColumns = {
  /** Hexadecimal of fixed width, so that columns sort by version. */
  of: (version: number): string => `x/${version.toString(16).padStart(8, '0')}`,
  from: 'x/',
  to: 'x0',
} as const;

const proto = 'microchat/storage/v1/group_store.proto';
const message = 'microchat.storage.v1';

export const groupRow = messageCodec<GroupRow, GroupRow__Output>(proto, `${message}.GroupRow`);
export const memberRow = messageCodec<Membership, Membership__Output>(proto, `${message}.Membership`);
export const changeRow = messageCodec<GroupChange, GroupChange__Output>(proto, `${message}.GroupChange`);
export const changeEvent = messageCodec<GroupChangeProposed, GroupChangeProposed__Output>(
  proto,
  `${message}.GroupChangeProposed`,
);
