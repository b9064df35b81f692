import { type KvStore, kvLimits, type PartitionRead, type ReadRequest } from '@microchat/ports/kv-store';
import { decodeHead, type Envelope } from './envelope.ts';
import { type OutboxRow, outboxColumns, outboxRow, overflowOf, overflowValue } from './outbox-rows.ts';
import type { PartitionRecord } from './partition-record.ts';
import { markerOf, mergedNumber } from './publisher-tables.ts';

/** Rows read at a time; each may be as large as a commit. */
const rowsMax = 32;

/** One look at a partition: everything in it is of the same version. */
export interface OutboxLook {
  /** 0 = the partition does not exist. */
  readonly version: number;
  /** As its owner sees it. */
  readonly head: Uint8Array;
  readonly envelope: Envelope;
  /** Events that are not known to be in the log, oldest first: all up to `through`. */
  readonly rows: readonly OutboxRow[];
  readonly through: number;
}

/**
 * Looks at a partition and tells its record what it saw. At most 32 outbox rows are read; look again after these.
 * @throws KvUnavailableError
 */
export async function lookAtOutbox(kv: KvStore, record: PartitionRecord): Promise<OutboxLook> {
  const from = record.publishedThrough + 1;
  const columns = Array.from({ length: rowsMax }, (_, place) => outboxColumns.of(from + place));
  const requests: ReadRequest[] = [{ key: record.key, columns: [outboxColumns.newest, ...columns] }];
  const marker = markerOf(record.key);
  if (!record.isMarkerRead) requests.push({ key: marker.key, columns: [marker.column] });
  const [read, marked] = await kv.multiRead(requests);
  if (read === undefined) throw new Error('a read without an answer');
  if (marked !== undefined) learnMarker(record, marked);
  return lookOf(kv, record, read, from + rowsMax - 1);
}

/** What was read of `markerOf` the record's key. */
export function learnMarker(record: PartitionRecord, { values: [value] }: PartitionRead): void {
  record.isMarkerRead = true;
  if (value !== undefined) record.learnPublished(mergedNumber.decode(value));
}

async function lookOf(
  kv: KvStore,
  record: PartitionRecord,
  { version, head: stored, values }: PartitionRead,
  askedThrough: number,
): Promise<OutboxLook> {
  const { envelope, head } = decodeHead(stored);
  record.learn(version, envelope);
  const [newest, ...named] = values.map((value) => (value === undefined ? undefined : outboxRow.decode(value)));
  // The newest row is written only when everything before it is published.
  if (newest !== undefined) record.learnPublished(newest.version - 1);
  const published = record.publishedThrough;
  const rows = [newest, ...named].filter((row) => row !== undefined && row.version > published) as OutboxRow[];
  rows.sort((left, right) => left.version - right.version);
  // Rows between what was asked for and the newest one are known to be published.
  const through = Math.min(envelope.eventsThrough, Math.max(askedThrough, published, newest?.version ?? 0));
  return { version, head, envelope, rows: await withOverflow(kv, rows), through };
}

/** Fetches the events that are stored apart. */
async function withOverflow(kv: KvStore, rows: readonly OutboxRow[]): Promise<readonly OutboxRow[]> {
  const apart = rows.flatMap(({ overflow }) => (overflow === undefined ? [] : [overflowOf(overflow)]));
  if (apart.length === 0) return rows;
  if (apart.length > kvLimits.multiReadMax) throw new Error('more rows than are read at a time');
  const reads = await kv.multiRead(apart.map(({ key, column }) => ({ key, columns: [column] })));
  return rows.map((row) => {
    if (row.overflow === undefined) return row;
    const value = reads[apart.findIndex(({ key }) => key.partition === row.overflow)]?.values[0];
    // It was durable before the commit that names it.
    if (value === undefined) throw new Error(`events of commit ${row.overflow} are missing`);
    return { ...row, events: overflowValue.decode(value) };
  });
}
