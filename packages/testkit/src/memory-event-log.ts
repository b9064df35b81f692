import { ConsumerRegistry } from '@microchat/engine-kit/consumer-registry';
import type { EngineObserver } from '@microchat/engine-kit/engine-observer';
import type { LogSource } from '@microchat/engine-kit/log-source';
import { partitionOfKey } from '@microchat/engine-kit/partition-of-key';
import type { Consumer, EventLog, LogRecord, NewRecord, Subscription } from '@microchat/ports/event-log';
import type { Timers } from '@microchat/ports/time';
import type { MemoryLog } from './memory-log.ts';

export interface MemoryEventLogOptions {
  readonly timers: Timers;
  readonly observer: EngineObserver;
  readonly latency: () => Promise<void>;
}

export class MemoryEventLog implements EventLog {
  readonly #log: MemoryLog;
  readonly #options: MemoryEventLogOptions;
  readonly #consumers = new ConsumerRegistry();

  constructor(log: MemoryLog, options: MemoryEventLogOptions) {
    this.#log = log;
    this.#options = options;
  }

  partitionCount(_topic: string): number {
    return this.#log.partitionCount;
  }

  partitionOf(_topic: string, key: string): number {
    return partitionOfKey(key, this.#log.partitionCount);
  }

  async append(records: readonly NewRecord[]): Promise<void> {
    await this.#options.latency();
    this.#log.append(records);
  }

  subscribe(subscription: Subscription): Promise<Consumer> {
    const { timers, observer } = this.#options;
    return this.#consumers.start(subscription, {
      source: this.#source(subscription.topic),
      timers,
      observer,
      saveEveryMs: 0,
    });
  }

  async committedOffsets(topic: string, group: string): Promise<number[]> {
    return this.#source(topic).loadOffsets(group);
  }

  async read(topic: string, partition: number, offset: number, limit: number): Promise<LogRecord[]> {
    return this.#source(topic).read(partition, offset, limit);
  }

  async stopConsumers(): Promise<void> {
    await this.#consumers.stopAll();
  }

  abandonConsumers(): void {
    this.#consumers.abandonAll();
  }

  #source(name: string): LogSource {
    const topic = this.#log.topic(name);
    const { partitionCount } = this.#log;
    return {
      partitionCount,
      visibleEnd: (partition) => topic.partitions[partition]?.length ?? 0,
      assignedEnd: (partition) => topic.partitions[partition]?.length ?? 0,
      read: async (partition, offset, limit) =>
        (topic.partitions[partition] ?? [])
          .slice(offset, offset + limit)
          .map((record) => ({ ...record, value: Buffer.from(record.value) })),
      onVisible: (listener) => {
        topic.listeners.add(listener);
        return () => void topic.listeners.delete(listener);
      },
      loadOffsets: async (group) => [...(topic.groups.get(group) ?? topic.partitions.map(() => 0))],
      saveOffsets: async (group, offsets) => void topic.groups.set(group, [...offsets]),
    };
  }
}
