import type { NewRecord } from '@microchat/ports/event-log';
import { type Commit, KvLimitError, type NewEvent } from '@microchat/ports/kv-store';
import { messageCodec } from '@microchat/proto/message-codec';
import type { OutboxEvent__Output } from '@microchat/proto/microchat/storage/v1/OutboxEvent';
import type { OutboxOverflow, OutboxOverflow__Output } from '@microchat/proto/microchat/storage/v1/OutboxOverflow';
import type { OutboxRow as WireRow, OutboxRow__Output } from '@microchat/proto/microchat/storage/v1/OutboxRow';
import { publisherTables } from './publisher-tables.ts';

/** Events of one commit as they lie in the outbox. */
export interface OutboxRow {
  /** The version that the commit made. */
  readonly version: number;
  readonly events: readonly NewRecord[];
  /** The commit id under which they are stored apart; then `events` is empty until they are fetched. */
  readonly overflow?: string;
}

/** Columns of a partition that its owner does not see. */
export const outboxColumns = {
  from: '~o/',
  /** The byte after `/`. */
  to: '~o0',
  /** The newest events, if all before them were published. Overwritten again and again: it leaves no deletions behind. */
  newest: '~o/',
  /** Events that were committed while earlier ones waited for the log. 48 bits in hexadecimal, so that they sort. */
  of: (version: number): string => `~o/${version.toString(16).padStart(12, '0')}`,
} as const;

/** @throws KvLimitError one of the names is kept for the outbox. */
export function checkNames(columns: readonly string[]): void {
  if (columns.some((column) => column.startsWith(outboxColumns.from))) {
    throw new KvLimitError(`columns that begin with ${outboxColumns.from} are the outbox's`);
  }
}

export function columnsOf({ puts, deletes }: Commit): string[] {
  return [...puts.map(({ column }) => column), ...deletes];
}

const proto = 'microchat/storage/v1/outbox.proto';
const rowCodec = messageCodec<WireRow, OutboxRow__Output>(proto, 'microchat.storage.v1.OutboxRow');
const overflowCodec = messageCodec<OutboxOverflow, OutboxOverflow__Output>(
  proto,
  'microchat.storage.v1.OutboxOverflow',
);

export const outboxRow = {
  encode: ({ version, events, overflow }: OutboxRow): Uint8Array =>
    rowCodec.encode({ version, ...(overflow === undefined ? { events: events.map(toWire) } : { overflow }) }),
  decode(value: Uint8Array): OutboxRow {
    const { version, events, overflow } = rowCodec.decode(value);
    return { version: Number(version), events: events.map(fromWire), ...(overflow !== '' && { overflow }) };
  },
} as const;

/** Where the events of a commit are that were too large to go with it. */
export function overflowOf(commitId: string) {
  return { key: { table: publisherTables.overflow, partition: commitId }, column: 'events' };
}

/** Wins the merge over any events. */
const spent = Buffer.of(0xff);

/** Merged values of `overflowOf`. Those that are no longer needed are overwritten with `spent`, as merges cannot delete. */
export const overflowValue = {
  encode: (events: readonly NewEvent[]): Uint8Array =>
    Buffer.concat([Buffer.of(0), overflowCodec.encode({ events: events.map(toWire) })]),
  spent,
  /** None if they are spent: then they are in the log. */
  decode: (value: Uint8Array): NewRecord[] =>
    value[0] === spent[0] ? [] : overflowCodec.decode(value.subarray(1)).events.map(fromWire),
} as const;

function toWire({ topic, key, sequence, value }: NewEvent) {
  return { topic, key, sequence, value };
}

function fromWire({ topic, key, sequence, value }: OutboxEvent__Output): NewRecord {
  return { topic, key, sequence: Number(sequence), value };
}
