import type { LogRecord, NewRecord } from '@microchat/ports/event-log';
import type { KafkaMessage } from 'kafkajs';

/** A record as it goes to the broker. */
export interface EncodedRecord {
  /** Of the event log, not of the broker. */
  readonly topic: string;
  readonly partition: number;
  readonly key: Buffer;
  readonly value: Buffer;
  readonly headers: { readonly sequence: string };
}

/**
 * Key and value as they are, so that other consumers of the topic can read them; the sequence as decimal text in a
 * header. Copies the value: the caller may use its buffer again.
 */
export function encodeRecord(record: NewRecord, partition: number): EncodedRecord {
  return {
    topic: record.topic,
    partition,
    key: Buffer.from(record.key),
    value: Buffer.from(record.value),
    headers: { sequence: String(record.sequence) },
  };
}

/** What a record costs in a batch at most: headers, lengths and timestamps beside its own bytes. */
export function encodedBytes(record: EncodedRecord): number {
  return record.key.length + record.value.length + 64;
}

/** Undefined if this log can't have written it. */
export function decodeRecord(partition: number, message: KafkaMessage): LogRecord | undefined {
  const sequence = message.headers?.['sequence'];
  if (message.key === null || message.value === null || !Buffer.isBuffer(sequence)) return undefined;
  const text = sequence.toString('latin1');
  if (!/^\d{1,16}$/.test(text)) return undefined;
  return {
    partition,
    offset: Number(message.offset),
    key: message.key.toString(),
    sequence: Number(text),
    value: message.value,
  };
}
