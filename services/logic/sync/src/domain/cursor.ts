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

const formatVersion = 1;
const messageIdPattern = /^[0-9]{1,19}$/;
const epochPattern = /^[0-9a-f]{1,64}$/;
/** More than any topic has; bounds what a forged cursor can make us keep. */
const partitionsMax = 256;

/** The cursor as plain JSON values. */
export function cursorFields(cursor: Cursor): unknown[] {
  const fields: unknown[] = [formatVersion, cursor.epoch, cursor.seen.listVersion, cursor.seen.offsets];
  if (cursor.paging !== undefined) {
    const { top, belowVersion, belowMessageId } = cursor.paging;
    fields.push(top.listVersion, top.offsets, belowVersion, belowMessageId ?? '');
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

function toPosition(listVersion: unknown, offsets: unknown): Position | undefined {
  if (!isCount(listVersion) || !Array.isArray(offsets) || offsets.length > partitionsMax) return undefined;
  return offsets.every(isCount) ? { listVersion, offsets } : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
