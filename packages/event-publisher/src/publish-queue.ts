import type { Random, Timers } from '@microchat/ports/time';
import type { PartitionRecord } from './partition-record.ts';
import { AppendError, type Publication } from './publication.ts';
import type { PublisherObserver } from './publisher-observer.ts';

export interface PublishQueueOptions {
  readonly publication: Publication;
  readonly timers: Timers;
  readonly random: Random;
  readonly observer: PublisherObserver;
  readonly appendsMax: number;
}

const pauseMsMin = 50;
const pauseMsMax = 1_000;

/**
 * Partitions whose events are to be published, as many at a time as allowed. After a failure one at a time is tried, with
 * pauses, until one succeeds. A partition is here once at most, so the queue is as bounded as they are.
 */
export class PublishQueue {
  readonly #options: PublishQueueOptions;
  readonly #waiting = new Set<PartitionRecord>();
  readonly #running = new Set<PartitionRecord>();
  #failures = 0;
  #isPausing = false;
  #isSlow = false;
  #isStopped = false;
  #idle = Promise.withResolvers<void>();

  constructor(options: PublishQueueOptions) {
    this.#options = options;
  }

  /** The log did not take the last events in time: nobody should wait for it. */
  get isLogAway(): boolean {
    return this.#failures > 0 || this.#isSlow;
  }

  /** Partitions that wait or are under way. */
  get size(): number {
    return this.#waiting.size + this.#running.size;
  }

  has(record: PartitionRecord): boolean {
    return this.#waiting.has(record) || this.#running.has(record);
  }

  submit(record: PartitionRecord): void {
    if (this.#isStopped) return;
    this.#waiting.add(record);
    this.#pump();
  }

  /** A commit has waited in vain. Until an append succeeds the next ones need not. */
  noteSlow(): void {
    this.#isSlow = true;
  }

  /** Resolves when nothing waits and nothing is under way. */
  async whenIdle(): Promise<void> {
    if (this.size > 0) await this.#idle.promise;
  }

  /** Starts nothing any more. */
  stop(): void {
    this.#isStopped = true;
    this.#waiting.clear();
  }

  #pump(): void {
    for (const record of this.#waiting) {
      const allowed = this.#failures > 0 ? 1 : this.#options.appendsMax;
      if (this.#isPausing || this.#running.size >= allowed) return;
      // It goes again when it is back, with whatever was added meanwhile.
      if (this.#running.has(record)) continue;
      this.#waiting.delete(record);
      this.#running.add(record);
      void this.#run(record);
    }
  }

  async #run(record: PartitionRecord): Promise<void> {
    const { publication, observer, timers } = this.#options;
    try {
      await publication.publish(record);
      this.#failures = 0;
      this.#isSlow = false;
      // It joined a publication that had just come to its end.
      if (record.publishedThrough < record.goal) this.submit(record);
    } catch (error) {
      if (error instanceof AppendError) {
        this.#failures += 1;
        this.#pause();
        this.submit(record);
      } else {
        // Nothing that the other partitions have to wait for.
        observer.failed?.('publish', error);
        timers.after(pauseMsMax, () => this.submit(record));
      }
    }
    this.#running.delete(record);
    if (this.size === 0) {
      this.#idle.resolve();
      this.#idle = Promise.withResolvers<void>();
    }
    this.#pump();
  }

  #pause(): void {
    if (this.#isPausing) return;
    this.#isPausing = true;
    const { timers, random } = this.#options;
    const delayMs = Math.min(pauseMsMax, pauseMsMin * 2 ** Math.min(this.#failures - 1, 10));
    timers.after(delayMs * (0.5 + random.next() / 2), () => {
      this.#isPausing = false;
      this.#pump();
    });
  }
}
