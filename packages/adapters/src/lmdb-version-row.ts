import { kvLimits } from '@microchat/ports/kv-store';

/** What is stored beside the version of a partition. */
export interface VersionRow {
  /** Newest last. */
  readonly commitIds: readonly string[];
  readonly head: Uint8Array;
}

export const emptyVersionRow: VersionRow = { commitIds: [], head: new Uint8Array() };

/** Number of ids, then each id with its length, then the head up to the end. */
export function encodeVersionRow(row: VersionRow): Buffer {
  const idBytes = row.commitIds.reduce((sum, id) => sum + 1 + id.length, 0);
  const bytes = Buffer.allocUnsafe(1 + idBytes + row.head.byteLength);
  let position = bytes.writeUInt8(row.commitIds.length, 0);
  for (const id of row.commitIds) {
    position = bytes.writeUInt8(id.length, position);
    position += bytes.write(id, position, 'latin1');
  }
  bytes.set(row.head, position);
  return bytes;
}

export function decodeVersionRow(bytes: Buffer): VersionRow {
  const count = bytes.readUInt8(0);
  const commitIds: string[] = [];
  let position = 1;
  for (let index = 0; index < count; index++) {
    const end = position + 1 + bytes.readUInt8(position);
    commitIds.push(bytes.toString('latin1', position + 1, end));
    position = end;
  }
  return { commitIds, head: bytes.subarray(position) };
}

/** The row after one more commit; its head stays unless there is a new one. */
export function nextVersionRow(row: VersionRow, commitId: string, head: Uint8Array | undefined): VersionRow {
  return { commitIds: [...row.commitIds, commitId].slice(-kvLimits.recentCommitIds), head: head ?? row.head };
}
