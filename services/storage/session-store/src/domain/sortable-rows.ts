import type { LogHead } from './list-entry.ts';

/**
 * Rows of merge-only tables. The store keeps the larger value by byte order, so the index comes first, all numbers are
 * big-endian, and the width is fixed.
 */

/** The newest head of a group and where its event lies in the event log. */
export interface GroupHeadRow {
  readonly head: LogHead;
  readonly logPartition: number;
  /** uint64 as decimal string. */
  readonly logOffset: string;
}

/** A place in a log and the count of the entry there. */
export interface PositionRow {
  readonly index: number;
  readonly count: number;
}

const groupHeadBytes = 40;
const positionBytes = 8;

/**
 * index, messageId, previousMessageId, count, membershipVersion, log partition, log offset. Entries never change, so
 * rows of one index differ at most in the offset (an event that was appended twice); either is right.
 */
export function encodeGroupHead({ head, logPartition, logOffset }: GroupHeadRow): Uint8Array {
  const bytes = new Uint8Array(groupHeadBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, head.index);
  view.setBigUint64(4, BigInt(head.messageId));
  view.setBigUint64(12, BigInt(head.previousMessageId));
  view.setUint32(20, head.count);
  view.setUint32(24, head.membershipVersion);
  view.setUint32(28, logPartition);
  view.setBigUint64(32, BigInt(logOffset));
  return bytes;
}

export function decodeGroupHead(bytes: Uint8Array): GroupHeadRow {
  const view = viewOf(bytes, groupHeadBytes);
  return {
    head: {
      index: view.getUint32(0),
      messageId: String(view.getBigUint64(4)),
      previousMessageId: String(view.getBigUint64(12)),
      count: view.getUint32(20),
      membershipVersion: view.getUint32(24),
    },
    logPartition: view.getUint32(28),
    logOffset: String(view.getBigUint64(32)),
  };
}

export function encodePosition({ index, count }: PositionRow): Uint8Array {
  const bytes = new Uint8Array(positionBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, index);
  view.setUint32(4, count);
  return bytes;
}

export function decodePosition(bytes: Uint8Array): PositionRow {
  const view = viewOf(bytes, positionBytes);
  return { index: view.getUint32(0), count: view.getUint32(4) };
}

export function encodeReadIndex(readIndex: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, readIndex);
  return bytes;
}

export function decodeReadIndex(bytes: Uint8Array): number {
  return viewOf(bytes, 4).getUint32(0);
}

function viewOf(bytes: Uint8Array, length: number): DataView {
  if (bytes.byteLength !== length) throw new Error(`a row of ${bytes.byteLength} bytes instead of ${length}`);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
