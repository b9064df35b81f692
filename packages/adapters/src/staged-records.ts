import type { OffsetSlot, OffsetWindow } from '@microchat/engine-kit/offset-window';
import type { NewRecord } from '@microchat/ports/event-log';
import type { LmdbEnvironment } from './lmdb-environment.ts';
import { encodeRecord, recordKey } from './lmdb-record-codec.ts';
import { type LmdbTopic, topicRow } from './lmdb-topic.ts';

/** Records that have their offsets and wait for their transaction. */
export interface StagedRecords {
  readonly bytes: number;
  /** Puts the rows; to be called inside the transaction. Does not throw. */
  write(): void;
  /** The transaction was applied, or it was not and never will be: consumers may go past these offsets. */
  settle(applied: boolean): void;
}

interface Row {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** Gives records their offsets and encodes everything, so that writing them cannot fail half-way. */
export function stageRecords(
  environment: LmdbEnvironment,
  records: readonly NewRecord[],
  topicOf: (name: string) => LmdbTopic,
): StagedRecords {
  const topics = new Set<LmdbTopic>();
  const slots: { window: OffsetWindow; slot: OffsetSlot }[] = [];
  const rows: Row[] = [];
  const definitions: Row[] = [];
  let bytes = 0;
  for (const record of records) {
    const topic = topicOf(record.topic);
    if (!topics.has(topic) && !topic.stored) definitions.push(topicRow(topic));
    topics.add(topic);
    const value = encodeRecord(record);
    const partition = topic.partitionOf(record.key);
    const window = topic.window(partition);
    const slot = window.begin(window.next);
    slots.push({ window, slot });
    rows.push({ key: recordKey(topic.id, partition, slot.offset), value });
    bytes += value.length;
  }
  return {
    bytes,
    write() {
      for (const row of definitions) void environment.meta.put(row.key, row.value);
      for (const row of rows) void environment.log.put(row.key, row.value);
    },
    settle(applied) {
      for (const { window, slot } of slots) window.finish(slot);
      for (const topic of topics) {
        if (applied) topic.stored = true;
        for (const listener of topic.listeners) listener();
      }
    },
  };
}
