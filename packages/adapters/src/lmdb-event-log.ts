import { ConsumerRegistry } from '@microchat/engine-kit/consumer-registry';
import type { LogSource } from '@microchat/engine-kit/log-source';
import {
  type Consumer,
  type EventLog,
  EventLogUnavailableError,
  type LogRecord,
  type NewRecord,
  type Subscription,
} from '@microchat/ports/event-log';
import type { Timers } from '@microchat/ports/time';
import type { LmdbEnvironment } from './lmdb-environment.ts';
import type { LmdbLog } from './lmdb-log.ts';

/** Committed offsets are flushed at most this often; after a crash what was done since then is handed out again. */
const saveEveryMs = 100;

/** The embedded log: records in the store's environment, consumed by this process alone. */
export class LmdbEventLog implements EventLog {
  readonly #environment: LmdbEnvironment;
  readonly #log: LmdbLog;
  readonly #timers: Timers;
  readonly #consumers = new ConsumerRegistry();

  constructor(environment: LmdbEnvironment, log: LmdbLog, timers: Timers) {
    this.#environment = environment;
    this.#log = log;
    this.#timers = timers;
  }

  partitionCount(topic: string): number {
    return this.#log.topic(topic).partitionCount;
  }

  partitionOf(topic: string, key: string): number {
    return this.#log.topic(topic).partitionOf(key);
  }

  async append(records: readonly NewRecord[]): Promise<void> {
    try {
      await this.#log.write({ records, bytes: 0 });
    } catch (error) {
      throw new EventLogUnavailableError('the embedded log could not be written', { cause: error });
    }
  }

  subscribe(subscription: Subscription): Promise<Consumer> {
    const source = this.#source(subscription.topic);
    return this.#consumers.start(subscription, {
      source,
      timers: this.#timers,
      observer: this.#environment.observer,
      saveEveryMs,
    });
  }

  async committedOffsets(topic: string, group: string): Promise<number[]> {
    return this.#source(topic).loadOffsets(group);
  }

  async read(topic: string, partition: number, offset: number, limit: number): Promise<LogRecord[]> {
    return this.#source(topic).read(partition, offset, limit);
  }

  /** Stops every consumer. */
  async stopConsumers(): Promise<void> {
    await this.#consumers.stopAll();
  }

  #source(name: string): LogSource {
    const topic = this.#log.topic(name);
    return {
      partitionCount: topic.partitionCount,
      visibleEnd: (partition) => topic.window(partition).finishedBelow,
      assignedEnd: (partition) => topic.window(partition).next,
      read: async (partition, offset, limit) => {
        this.#environment.assertOpen();
        return this.#log.read(topic, partition, offset, limit);
      },
      onVisible: (listener) => {
        topic.listeners.add(listener);
        return () => void topic.listeners.delete(listener);
      },
      loadOffsets: async (group) => {
        this.#environment.assertOpen();
        return this.#log.loadOffsets(topic, group);
      },
      saveOffsets: (group, offsets) => this.#log.saveOffsets(topic, group, offsets),
    };
  }
}
