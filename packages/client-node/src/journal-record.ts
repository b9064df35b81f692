import { crc32 } from 'node:zlib';

/** Length of the payload and its CRC-32, 4 bytes each. */
export const recordHeaderBytes = 8;
/** A length above it is damage, not a record. A batch of the sync engine stays far below. */
export const recordBytesMax = 64 * 1024 * 1024;

/** One record of a journal: header and payload. @throws RangeError the payload is above `recordBytesMax` */
export function encodeRecord(payload: Uint8Array): Buffer {
  if (payload.length > recordBytesMax) throw new RangeError(`a record of ${payload.length} bytes is too large`);
  const record = Buffer.allocUnsafe(recordHeaderBytes + payload.length);
  record.writeUInt32LE(payload.length, 0);
  record.writeUInt32LE(crc32(payload), 4);
  record.set(payload, recordHeaderBytes);
  return record;
}

export interface ScannedRecords {
  readonly payloads: readonly Buffer[];
  /** Where the whole records end. Below the length of `bytes` if a write was cut off, or the file is damaged from there on. */
  readonly soundBytes: number;
}

/** The whole records from the start of a journal up to the first that is incomplete or damaged. */
export function scanRecords(bytes: Buffer): ScannedRecords {
  const payloads: Buffer[] = [];
  let at = 0;
  for (;;) {
    const payload = recordAt(bytes, at);
    if (payload === undefined) return { payloads, soundBytes: at };
    payloads.push(payload);
    at += recordHeaderBytes + payload.length;
  }
}

function recordAt(bytes: Buffer, at: number): Buffer | undefined {
  if (at + recordHeaderBytes > bytes.length) return undefined;
  const length = bytes.readUInt32LE(at);
  const start = at + recordHeaderBytes;
  // A file system may leave zeros behind a cut-off write: a record is never empty.
  if (length === 0 || length > recordBytesMax || start + length > bytes.length) return undefined;
  const payload = bytes.subarray(start, start + length);
  return crc32(payload) === bytes.readUInt32LE(at + 4) ? payload : undefined;
}
