import type { Consumer, Subscription } from '@microchat/ports/event-log';
import type { Timers } from '@microchat/ports/time';
import type { EngineObserver } from './engine-observer.ts';
import { KeyScheduler } from './key-scheduler.ts';
import { LogReader } from './log-reader.ts';
import type { LogSource } from './log-source.ts';
import { OffsetSaver } from './offset-saver.ts';
import { OffsetWindow } from './offset-window.ts';

export interface LogConsumerOptions {
  readonly source: LogSource;
  readonly subscription: Subscription;
  readonly timers: Timers;
  readonly observer: EngineObserver;
  /** The done prefix is saved at most this often, and at `stop`; 0 = as soon as it grows. */
  readonly saveEveryMs: number;
  /** Called once, when the consumer has stopped or was abandoned. */
  ended(): void;
}

/** Someone who waits until everything below `offsets` is done. */
interface Waiter {
  readonly offsets: readonly number[];
  resolve(): void;
  reject(error: Error): void;
}

/** The consumer of logs whose partitions one process owns alone. */
export class LogConsumer implements Consumer {
  readonly #options: LogConsumerOptions;
  /** What was taken and finished, per partition. */
  readonly #partitions: readonly OffsetWindow[];
  readonly #scheduler: KeyScheduler;
  readonly #reader: LogReader;
  readonly #saver: OffsetSaver;
  readonly #waiters = new Set<Waiter>();
  readonly #unlisten: () => void;
  #stopping: Promise<void> | undefined;
  #ended = false;

  static async start(options: LogConsumerOptions): Promise<LogConsumer> {
    const consumer = new LogConsumer(options, await options.source.loadOffsets(options.subscription.group));
    consumer.#reader.wake();
    return consumer;
  }

  private constructor(options: LogConsumerOptions, offsets: readonly number[]) {
    const { source, subscription, timers } = options;
    this.#options = options;
    this.#partitions = offsets.map((offset) => new OffsetWindow(offset));
    this.#scheduler = this.#createScheduler();
    this.#saver = new OffsetSaver({
      everyMs: options.saveEveryMs,
      timers,
      current: () => this.#partitions.map((partition) => partition.finishedBelow),
      save: (done) => source.saveOffsets(subscription.group, done),
      failed: (cause) => this.#failed(cause),
    });
    this.#reader = new LogReader({
      source,
      partitions: this.#partitions,
      scheduler: this.#scheduler,
      inFlightMax: subscription.inFlightMax ?? 10_000,
      timers,
      progressed: () => this.#progressed(),
      failed: (cause) => this.#failed(cause),
    });
    this.#unlisten = source.onVisible(() => this.#reader.wake());
  }

  stop(timeoutMs = 10_000): Promise<void> {
    this.#stopping ??= this.#stop(timeoutMs);
    return this.#stopping;
  }

  caughtUp(): Promise<void> {
    const { source } = this.#options;
    return new Promise((resolve, reject) => {
      const offsets = this.#partitions.map((_, number) => source.assignedEnd(number));
      this.#waiters.add({ offsets, resolve, reject });
      if (this.#ended) this.#rejectWaiters();
      else this.#resolveWaiters();
    });
  }

  async lag(): Promise<number> {
    const { source } = this.#options;
    return this.#partitions.reduce(
      (sum, partition, number) => sum + Math.max(0, source.visibleEnd(number) - partition.next),
      this.#scheduler.inFlight,
    );
  }

  /** Ends at once and saves nothing, as a crash of the process would. What runs goes on, but no longer counts. */
  abandon(): void {
    this.#saver.abandon();
    void this.#scheduler.stop();
    if (this.#ended) return;
    this.#end();
    this.#options.ended();
  }

  #createScheduler(): KeyScheduler {
    const { subscription, observer, timers } = this.#options;
    const { topic, group } = subscription;
    return new KeyScheduler({
      batchMax: subscription.batchMax ?? 256,
      concurrencyMax: subscription.concurrencyMax ?? 256,
      attemptsMax: subscription.attemptsMax ?? 10,
      timers,
      handle: async (key, records) => subscription.handle(key, records),
      done: (records) => {
        if (this.#ended) return;
        for (const taken of records) taken.partition.finish(taken.slot);
        observer.handled?.(topic, group, records.length);
        this.#progressed();
        this.#reader.roomFreed();
      },
      retrying: (cause) => observer.retried?.(topic, group, cause),
      park: (record, cause) => {
        subscription.parked?.(record, cause);
        observer.parked?.(topic, group, cause);
      },
    });
  }

  #progressed(): void {
    this.#saver.changed();
    this.#resolveWaiters();
  }

  #resolveWaiters(): void {
    for (const waiter of this.#waiters) {
      const waiting = this.#partitions.some(
        (partition, index) => partition.finishedBelow < (waiter.offsets[index] ?? 0),
      );
      if (waiting) continue;
      this.#waiters.delete(waiter);
      waiter.resolve();
    }
  }

  async #stop(timeoutMs: number): Promise<void> {
    this.#reader.stop();
    await this.#withTimeout(this.#scheduler.stop(), timeoutMs);
    if (this.#ended) return;
    this.#end();
    await this.#saver.close();
    this.#options.ended();
  }

  #withTimeout(work: Promise<void>, timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = this.#options.timers.after(timeoutMs, resolve);
      work.then(resolve, reject).finally(() => timer.cancel());
    });
  }

  #end(): void {
    this.#ended = true;
    this.#reader.stop();
    this.#unlisten();
    this.#rejectWaiters();
  }

  #rejectWaiters(): void {
    for (const waiter of this.#waiters) waiter.reject(new Error('the consumer has stopped'));
    this.#waiters.clear();
  }

  #failed(cause: unknown): void {
    const { topic, group } = this.#options.subscription;
    this.#options.observer.consumerFailed?.(topic, group, cause);
  }
}
