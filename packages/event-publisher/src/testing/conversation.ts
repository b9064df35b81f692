import type { NewRecord } from '@microchat/ports/event-log';
import { type KvStore, KvUnknownOutcomeError, type PartitionKey, type PartitionRead } from '@microchat/ports/kv-store';
import type { Durable } from './plain-engine.ts';

export const topic = 'entries';

/** Entries after which a segment is closed. */
const segmentEntriesMax = 4;

/** What a segment's head says. */
interface SegmentHead {
  readonly sequence: number;
  readonly isClosed: boolean;
}

export interface AppendOptions {
  /** Makes the events too large to go with their rows. */
  readonly valueBytes?: number;
  /** Tries after conflicts and unknown outcomes. */
  readonly attemptsMax?: number;
}

/**
 * Appends an entry to a log that goes on from partition to partition, as the message store does: row, head and event in
 * one commit. Resolves with the entry's sequence, or undefined after too many attempts.
 */
export async function appendEntry(
  kv: KvStore,
  conversation: string,
  commitId: string,
  { valueBytes = 0, attemptsMax = 8 }: AppendOptions = {},
): Promise<number | undefined> {
  const tried = new Map<string, { readonly key: PartitionKey; readonly sequence: number }>();
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const { number, read, before } = await newestSegment(kv, conversation);
    const key = segmentKey(conversation, number);
    for (const [triedId, { key: triedKey, sequence }] of tried) {
      const { recentCommitIds } = triedKey.partition === key.partition ? read : await kv.read(triedKey);
      if (recentCommitIds.includes(triedId)) return sequence;
    }
    const isFull = read.version > segmentEntriesMax;
    const attemptId = `${commitId}/${attempt}`;
    const sequence = before.sequence + 1;
    const value = entryValue(conversation, sequence, attemptId, valueBytes);
    const rows = isFull
      ? { head: encodeHead({ ...before, isClosed: true }), puts: [], events: [] }
      : {
          head: encodeHead({ sequence, isClosed: false }),
          puts: [{ column: entryColumn(sequence), value: value.subarray(0, 100) }],
          events: [{ topic, key: conversation, sequence, value }],
        };
    const follows = read.version === 0 && number > 1 ? { follows: segmentKey(conversation, number - 1) } : undefined;
    try {
      const commit = { key, ifVersion: read.version, commitId: attemptId, deletes: [], ...rows, ...follows };
      const outcome = await kv.commit(commit);
      if (outcome.kind === 'applied' && !isFull) return sequence;
    } catch (error) {
      if (!(error instanceof KvUnknownOutcomeError)) throw error;
      if (!isFull) tried.set(attemptId, { key, sequence });
    }
  }
  return undefined;
}

/** A commit without events: the head is written again as it is. */
export async function touchConversation(kv: KvStore, conversation: string, commitId: string): Promise<void> {
  for (;;) {
    const { number, read } = await newestSegment(kv, conversation);
    const key = segmentKey(conversation, number);
    const commit = { key, ifVersion: read.version, commitId, head: read.head, puts: [], deletes: [], events: [] };
    if ((await kv.commit(commit)).kind === 'applied') return;
  }
}

/** All entries as they are stored, in order. */
export function storedEntries({ tables }: Durable, conversation: string): { sequence: number; value: string }[] {
  const entries: { sequence: number; value: string }[] = [];
  for (let number = 1; ; number += 1) {
    const key = segmentKey(conversation, number);
    if (tables.read(key, []).version === 0) return entries;
    for (const { column, value } of tables.scan(key, { from: 'e/', to: 'e0', limit: 1_000 })) {
      entries.push({ sequence: Number.parseInt(column.slice(2), 16), value: Buffer.from(value).toString() });
    }
  }
}

/** The row of an event, as far as it is stored. */
export function isStored({ tables }: Durable, { key, sequence, value }: NewRecord): boolean {
  for (let number = 1; ; number += 1) {
    const read = tables.read(segmentKey(key, number), [entryColumn(sequence)]);
    if (read.version === 0) return false;
    const [row] = read.values;
    if (row !== undefined) return Buffer.compare(row, value.subarray(0, 100)) === 0;
  }
}

/** Sequences of a conversation in the log, in order, and the values of their rows. */
export function loggedEntries({ log }: Durable, conversation: string): { sequence: number; value: string }[] {
  return log
    .topic(topic)
    .partitions.flat()
    .filter(({ key }) => key === conversation)
    .map(({ sequence, value }) => ({ sequence, value: Buffer.from(value.subarray(0, 100)).toString() }));
}

export function segmentKey(conversation: string, number: number): PartitionKey {
  return { table: 'segments', partition: `${conversation}/${number}` };
}

async function newestSegment(
  kv: KvStore,
  conversation: string,
): Promise<{ number: number; read: PartitionRead; before: SegmentHead }> {
  let before: SegmentHead = { sequence: 0, isClosed: false };
  for (let number = 1; ; number += 1) {
    const read = await kv.read(segmentKey(conversation, number));
    if (read.version === 0) return { number, read, before };
    before = JSON.parse(Buffer.from(read.head).toString()) as SegmentHead;
    if (!before.isClosed) return { number, read, before };
  }
}

function encodeHead(head: SegmentHead): Uint8Array {
  return Buffer.from(JSON.stringify(head));
}

function entryColumn(sequence: number): string {
  return `e/${sequence.toString(16).padStart(8, '0')}`;
}

function entryValue(conversation: string, sequence: number, attemptId: string, bytes: number): Buffer {
  const text = `${conversation}#${sequence} by ${attemptId} `;
  return Buffer.from(text.padEnd(bytes, '.'));
}
