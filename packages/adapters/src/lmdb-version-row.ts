import { kvLimits } from '@microchat/ports/kv-store';

/**
 * What is stored beside the version of a partition: the number of commit ids (1 byte), each id with its length (1 byte),
 * newest last, then the head up to the end.
 */
export interface VersionRow {
  readonly commitIds: readonly string[];
  readonly head: Uint8Array;
}

export function decodeVersionRow(row: Buffer): VersionRow {
  const commitIds: string[] = [];
  let position = 1;
  for (let count = row.readUInt8(0); count > 0; count--) {
    const end = endOfId(row, position);
    commitIds.push(row.toString('latin1', position + 1, end));
    position = end;
  }
  return { commitIds, head: row.subarray(position) };
}

/** The row after one more commit; the head stays unless there is a new one. Works on the bytes: every commit does this. */
export function nextVersionRow(row: Buffer | undefined, commitId: string, head: Uint8Array | undefined): Buffer {
  const old = row ?? emptyRow;
  const count = old.readUInt8(0);
  let idsEnd = 1;
  for (let id = 0; id < count; id++) idsEnd = endOfId(old, idsEnd);
  const full = count === kvLimits.recentCommitIds;
  const keptIds = old.subarray(full ? endOfId(old, 1) : 1, idsEnd);
  const nextHead = head ?? old.subarray(idsEnd);
  const next = Buffer.allocUnsafe(1 + keptIds.length + 1 + commitId.length + nextHead.byteLength);
  let position = next.writeUInt8(full ? count : count + 1, 0);
  next.set(keptIds, position);
  position = next.writeUInt8(commitId.length, position + keptIds.length);
  position += next.write(commitId, position, 'latin1');
  next.set(nextHead, position);
  return next;
}

const emptyRow = Buffer.from([0]);

function endOfId(row: Buffer, start: number): number {
  return start + 1 + row.readUInt8(start);
}
