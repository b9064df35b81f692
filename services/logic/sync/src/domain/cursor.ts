/**
 * A client's position in its changes, opaque to it: what it had seen of its own list (a version) and of the groups
 * (an offset per partition of the `messages` topic), never a time. It names the epoch of the list store, so that a
 * cursor never looks valid against a store that lost or never had what the cursor saw.
 */
export interface Cursor {
  readonly epoch: string;
  readonly seen: Position;
  /** Set while the pages of one sync are being fetched. */
  readonly paging?: Paging;
}

export interface Position {
  readonly listVersion: number;
  /**
   * Read positions, settings and memberships that changed up to this list version have been told; absent: up to
   * `listVersion`. Lower if the list changed while it was read: an entry may have moved past the top before it was told.
   */
  readonly toldThrough?: number;
  /** Next offset per log partition: group heads below it have been seen. Missing = 0. */
  readonly offsets: readonly number[];
}

/** Pages go newest first below a top that was fixed by the first page; what changes meanwhile is left to the next sync. */
export interface Paging {
  readonly top: Position;
  /** Single chats with this list version and above were sent; 0 = none yet. */
  readonly belowVersion: number;
  /** Groups whose head has this messageId and above were sent; undefined = none yet. */
  readonly belowMessageId?: string;
}

export const startOfList: Position = { listVersion: 0, offsets: [] };

/** List version up to which everything of an entry has been told, not only its head. */
export function toldThrough({ listVersion, toldThrough: told }: Position): number {
  return told ?? listVersion;
}

const formatVersion = 1;
const messageIdPattern = /^[0-9]{1,19}$/;
const epochPattern = /^[0-9a-f]{1,64}$/;
/** More than any topic has; bounds what a forged cursor can make us keep. */
const partitionsMax = 256;

/** The cursor as plain JSON values. */
export function cursorFields(cursor: Cursor): unknown[] {
  const fields: unknown[] = [formatVersion, cursor.epoch, versionsOf(cursor.seen), cursor.seen.offsets];
  if (cursor.paging !== undefined) {
    const { top, belowVersion, belowMessageId } = cursor.paging;
    fields.push(versionsOf(top), top.offsets, belowVersion, belowMessageId ?? '');
  }
  return fields;
}

/** The opposite of cursorFields; undefined for anything else, and for the formats of other versions. */
export function cursorOf(fields: unknown): Cursor | undefined {
  if (!Array.isArray(fields) || fields[0] !== formatVersion) return undefined;
  const [, epoch, listVersion, offsets, topVersion, topOffsets, belowVersion, belowMessageId] = fields as unknown[];
  if (typeof epoch !== 'string' || !epochPattern.test(epoch)) return undefined;
  const seen = toPosition(listVersion, offsets);
  if (seen === undefined) return undefined;
  if (fields.length === 4) return { epoch, seen };

  const top = toPosition(topVersion, topOffsets);
  if (top === undefined || !isCount(belowVersion) || typeof belowMessageId !== 'string') return undefined;
  if (belowMessageId === '') return { epoch, seen, paging: { top, belowVersion } };
  if (!messageIdPattern.test(belowMessageId)) return undefined;
  return { epoch, seen, paging: { top, belowVersion, belowMessageId } };
}

/** Whether a group head at this place of the log is newer than the position. */
export function isAfter(position: Position, logPartition: number, logOffset: number): boolean {
  return logOffset >= (position.offsets[logPartition] ?? 0);
}

/** Two numbers only where they differ. */
function versionsOf({ listVersion, toldThrough: told }: Position): unknown {
  return told === undefined ? listVersion : [listVersion, told];
}

function toPosition(versions: unknown, offsets: unknown): Position | undefined {
  const [listVersion, told, ...more] = Array.isArray(versions) ? (versions as unknown[]) : [versions];
  if (!isCount(listVersion) || more.length > 0 || (told !== undefined && !isCount(told))) return undefined;
  if (!Array.isArray(offsets) || offsets.length > partitionsMax || !offsets.every(isCount)) return undefined;
  return told === undefined ? { listVersion, offsets } : { listVersion, toldThrough: told, offsets };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
