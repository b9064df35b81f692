import type { LogRecord, NewRecord } from '@microchat/ports/event-log';
import type { LmdbEnvironment, WriteCondition } from './lmdb-environment.ts';
import { decodeRecord, offsetOfRecordKey, recordKey } from './lmdb-record-codec.ts';
import { decodeTopic, LmdbTopic, topicPrefix, topicRow } from './lmdb-topic.ts';
import { stageRecords } from './staged-records.ts';

export interface LogWrite {
  readonly condition?: WriteCondition;
  readonly records: readonly NewRecord[];
  /** Bytes of what `stage` puts. */
  readonly bytes: number;
  /** Puts what belongs into the same transaction. Must not throw. */
  stage?(): void;
}

/** Numbers of topics are 16 bits; names come from code, so this is never near. */
const topicsMax = 1_000;
const offsetMax = 2 ** 48 - 1;
const offsetsPrefix = 'offsets\0';

/** The log inside an environment: topics, their records, the committed offsets of their consumer groups. */
export class LmdbLog {
  readonly #environment: LmdbEnvironment;
  readonly #partitions: number;
  readonly #topics = new Map<string, LmdbTopic>();

  /** `partitions`: of topics that are new. Existing ones keep what they were created with. */
  constructor(environment: LmdbEnvironment, partitions: number) {
    this.#environment = environment;
    this.#partitions = partitions;
    for (const { key, value } of this.#rows(topicPrefix)) {
      const name = key.slice(topicPrefix.length);
      const { id, partitionCount } = decodeTopic(value);
      const nextOffsets = Array.from({ length: partitionCount }, (_, partition) => this.#nextOffset(id, partition));
      this.#topics.set(name, new LmdbTopic({ name, id, nextOffsets, stored: true }));
    }
    this.#skipCommitted();
  }

  topic(name: string): LmdbTopic {
    const known = this.#topics.get(name);
    if (known !== undefined) return known;
    if (this.#topics.size >= topicsMax) throw new RangeError(`more than ${topicsMax} topics`);
    const id = 1 + Math.max(0, ...[...this.#topics.values()].map((topic) => topic.id));
    const topic = new LmdbTopic({
      name,
      id,
      nextOffsets: Array.from({ length: this.#partitions }, () => 0),
      stored: false,
    });
    this.#topics.set(name, topic);
    return topic;
  }

  /** Appends records, and what else `stage` puts, in one transaction. Errors and result: `LmdbEnvironment.write`. */
  async write(write: LogWrite): Promise<boolean> {
    const staged = stageRecords(this.#environment, write.records, (name) => this.topic(name));
    let applied = false;
    try {
      applied = await this.#environment.write(write.condition, write.bytes + staged.bytes, () => {
        write.stage?.();
        staged.write();
      });
      return applied;
    } finally {
      staged.settle(applied);
    }
  }

  /** Visible records from `offset` on, at most `limit`. */
  read(topic: LmdbTopic, partition: number, offset: number, limit: number): LogRecord[] {
    const end = topic.window(partition).finishedBelow;
    if (offset >= end) return [];
    const rows = this.#environment.log.getRange({
      start: recordKey(topic.id, partition, offset),
      end: recordKey(topic.id, partition, end),
      limit,
    });
    return Array.from(rows, ({ key, value }) => decodeRecord(partition, offsetOfRecordKey(key), value));
  }

  loadOffsets(topic: LmdbTopic, group: string): number[] {
    const value = this.#environment.meta.getBinary(offsetsKey(topic.name, group));
    return topic.windows.map((_, partition) => value?.readUIntBE(partition * 6, 6) ?? 0);
  }

  async saveOffsets(topic: LmdbTopic, group: string, offsets: readonly number[]): Promise<void> {
    const definition = topicRow(topic);
    const key = offsetsKey(topic.name, group);
    const value = Buffer.alloc(offsets.length * 6);
    for (const [partition, offset] of offsets.entries()) value.writeUIntBE(offset, partition * 6, 6);
    await this.#environment.write(undefined, value.length, () => {
      // Offsets may grow over lost commits before the topic has a record; they mean nothing without its definition.
      if (!topic.stored) void this.#environment.meta.put(definition.key, definition.value);
      void this.#environment.meta.put(key, value);
    });
    topic.stored = true;
  }

  /** One above the last stored offset. */
  #nextOffset(topicId: number, partition: number): number {
    const last = this.#environment.log.getKeys({
      start: recordKey(topicId, partition, offsetMax),
      end: recordKey(topicId, partition, 0),
      inclusiveEnd: true,
      reverse: true,
      limit: 1,
    });
    for (const key of last) return offsetOfRecordKey(key) + 1;
    return 0;
  }

  /**
   * Offsets of commits that lost are never stored, but a group may have committed past them. Giving them out again would
   * hide the new records from that group.
   */
  #skipCommitted(): void {
    for (const { key, value } of this.#rows(offsetsPrefix)) {
      const [, name = ''] = key.split('\0');
      const topic = this.#topics.get(name);
      for (const [partition, window] of topic?.windows.entries() ?? [])
        window.skipTo(value.readUIntBE(partition * 6, 6));
    }
  }

  *#rows(prefix: string): Generator<{ key: string; value: Buffer }> {
    const start = Buffer.from(prefix, 'latin1');
    const end = Buffer.from(`${prefix}\x7f`, 'latin1');
    for (const { key, value } of this.#environment.meta.getRange({ start, end })) {
      yield { key: key.toString('latin1'), value };
    }
  }
}

function offsetsKey(topic: string, group: string): Buffer {
  return Buffer.from(`${offsetsPrefix}${topic}\0${group}`, 'latin1');
}
