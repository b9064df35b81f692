import type { SentRecord } from '@microchat/core/conversation-log/segment';
import { type KvStore, kvLimits, type PartitionKey } from '@microchat/ports/kv-store';
import { segmentKey, sentColumns, sentCopy, sentRow } from './rows.ts';

/** Sent records of a segment, by sent key. */
export async function readSent(
  kv: KvStore,
  segment: PartitionKey,
  sentKeys: readonly string[],
): Promise<Map<string, SentRecord>> {
  const { values } = await kv.read(segment, sentKeys.map(sentColumns.of));
  return decoded(sentKeys, values);
}

/** All sent records of a segment: as many as it has entries. */
export async function scanSent(kv: KvStore, conversationId: string, number: number): Promise<Map<string, SentRecord>> {
  const found = new Map<string, SentRecord>();
  let from: string = sentColumns.from;
  for (;;) {
    const limit = kvLimits.scanLimitMax;
    const rows = await kv.scan(segmentKey(conversationId, number), { from, to: sentColumns.to, limit });
    for (const { column, value } of rows) found.set(sentColumns.sentKeyOf(column), sentRow.decode(value));
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit) return found;
    // The lowest byte of names: the next column is after this one.
    from = `${last.column} `;
  }
}

/** Sent records of closed segments, by sent key: one round trip, one partition a sender. At most 500 keys. */
export async function readSentCopies(
  kv: KvStore,
  conversationId: string,
  sentKeys: readonly string[],
): Promise<Map<string, SentRecord>> {
  const bySender = Map.groupBy(sentKeys, (sentKey) => sentCopy(conversationId, sentKey).key.partition);
  const asked = [...bySender.values()];
  const reads = await kv.multiRead(
    asked.map((keysOfSender) => ({
      key: sentCopy(conversationId, keysOfSender[0] ?? '').key,
      columns: keysOfSender.map((sentKey) => sentCopy(conversationId, sentKey).column),
    })),
  );
  const found = new Map<string, SentRecord>();
  asked.forEach((keysOfSender, place) => {
    for (const [sentKey, sent] of decoded(keysOfSender, reads[place]?.values ?? [])) found.set(sentKey, sent);
  });
  return found;
}

/** Copies sent records of a segment that is about to be closed. Repeating it is harmless. */
export async function copySent(
  kv: KvStore,
  conversationId: string,
  sent: ReadonlyMap<string, SentRecord>,
): Promise<void> {
  const writes = [...sent].map(([sentKey, record]) => ({
    ...sentCopy(conversationId, sentKey),
    value: sentRow.encode(record),
  }));
  for (let from = 0; from < writes.length; from += kvLimits.mergeWritesMax) {
    await kv.merge(writes.slice(from, from + kvLimits.mergeWritesMax));
  }
}

function decoded(sentKeys: readonly string[], values: readonly (Uint8Array | undefined)[]): Map<string, SentRecord> {
  const found = new Map<string, SentRecord>();
  sentKeys.forEach((sentKey, place) => {
    const value = values[place];
    if (value !== undefined) found.set(sentKey, sentRow.decode(value));
  });
  return found;
}
