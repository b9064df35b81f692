import type { PartitionKey } from '@microchat/ports/kv-store';
import { messageCodec } from '@microchat/proto/message-codec';
import type {
  PartitionEnvelope,
  PartitionEnvelope__Output,
} from '@microchat/proto/microchat/storage/v1/PartitionEnvelope';

/** What a partition's head says of its events, as of its version. */
export interface Envelope {
  /** All events of commits up to this version are in the log. A lower bound: the truth may be ahead. */
  readonly publishedThrough: number;
  /** Version of the newest commit with events. */
  readonly eventsThrough: number;
  /** Outbox rows named after their version exist from here. 0 = none. */
  readonly namedFrom: number;
  /** To here at most. 0 = none. */
  readonly namedThrough: number;
  /** The partition whose events come before the first ones of this. Known until these are published. */
  readonly follows?: PartitionKey;
}

/** Of a partition that has never had an event. */
export const noEvents: Envelope = { publishedThrough: 0, eventsThrough: 0, namedFrom: 0, namedThrough: 0 };

const codec = messageCodec<PartitionEnvelope, PartitionEnvelope__Output>(
  'microchat/storage/v1/outbox.proto',
  'microchat.storage.v1.PartitionEnvelope',
);

/** No protobuf message begins with it: the head of a store that bypassed this package is not taken for an envelope. */
const format = Buffer.of(0);

/** The head as the engine keeps it. */
export function encodeHead(envelope: Envelope, head: Uint8Array): Uint8Array {
  return Buffer.concat([format, codec.encode({ ...envelope, head })]);
}

/** @throws Error the head was not written by this package. */
export function decodeHead(stored: Uint8Array): { envelope: Envelope; head: Uint8Array } {
  // The first commits had neither head nor events.
  if (stored.byteLength === 0) return { envelope: noEvents, head: stored };
  if (stored[0] !== format[0]) throw new Error('a partition was written to without its envelope');
  const { publishedThrough, eventsThrough, namedFrom, namedThrough, follows, head } = codec.decode(stored.subarray(1));
  const envelope = {
    publishedThrough: Number(publishedThrough),
    eventsThrough: Number(eventsThrough),
    namedFrom: Number(namedFrom),
    namedThrough: Number(namedThrough),
    ...(follows && { follows: { table: follows.table, partition: follows.partition } }),
  };
  return { envelope, head };
}
