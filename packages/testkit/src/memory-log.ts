import { partitionOfKey } from '@microchat/engine-kit/partition-of-key';
import type { LogRecord, NewRecord } from '@microchat/ports/event-log';

interface Topic {
  readonly partitions: readonly LogRecord[][];
  /** Committed offsets per consumer group. */
  readonly groups: Map<string, readonly number[]>;
  readonly listeners: Set<() => void>;
}

/** The state of a memory log: records and committed offsets by topic. Offsets are dense. */
export class MemoryLog {
  readonly partitionCount: number;
  readonly #topics = new Map<string, Topic>();

  constructor(partitionCount: number) {
    this.partitionCount = partitionCount;
  }

  topic(name: string): Topic {
    let topic = this.#topics.get(name);
    if (topic === undefined) {
      topic = {
        partitions: Array.from({ length: this.partitionCount }, () => []),
        groups: new Map(),
        listeners: new Set(),
      };
      this.#topics.set(name, topic);
    }
    return topic;
  }

  append(records: readonly NewRecord[]): void {
    const listeners = new Set<() => void>();
    for (const record of records) {
      const topic = this.topic(record.topic);
      const partition = partitionOfKey(record.key, this.partitionCount);
      const stored = topic.partitions[partition];
      if (stored === undefined) throw new RangeError(`no partition ${partition}`);
      const { key, sequence } = record;
      stored.push({ partition, offset: stored.length, key, sequence, value: Buffer.from(record.value) });
      for (const listener of topic.listeners) listeners.add(listener);
    }
    for (const listener of listeners) listener();
  }
}
