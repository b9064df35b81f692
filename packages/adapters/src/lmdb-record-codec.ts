import type { LogRecord, NewRecord } from '@microchat/ports/event-log';

/** Key of a record: topic number (2 bytes), partition (2), offset (6), so that a partition lies together in offset order. */
export function recordKey(topicId: number, partition: number, offset: number): Buffer {
  const key = Buffer.allocUnsafe(10);
  key.writeUInt16BE(topicId, 0);
  key.writeUInt16BE(partition, 2);
  key.writeUIntBE(offset, 4, 6);
  return key;
}

export function offsetOfRecordKey(key: Buffer): number {
  return key.readUIntBE(4, 6);
}

/** Sequence (8 bytes, a double: exact up to 2^53), length of the key (2), key, value up to the end. */
export function encodeRecord(record: Pick<NewRecord, 'key' | 'sequence' | 'value'>): Buffer {
  const bytes = Buffer.allocUnsafe(10 + record.key.length + record.value.byteLength);
  bytes.writeDoubleBE(record.sequence, 0);
  bytes.writeUInt16BE(record.key.length, 8);
  bytes.write(record.key, 10, 'latin1');
  bytes.set(record.value, 10 + record.key.length);
  return bytes;
}

export function decodeRecord(partition: number, offset: number, bytes: Buffer): LogRecord {
  const valueStart = 10 + bytes.readUInt16BE(8);
  return {
    partition,
    offset,
    sequence: bytes.readDoubleBE(0),
    key: bytes.toString('latin1', 10, valueStart),
    value: bytes.subarray(valueStart),
  };
}
