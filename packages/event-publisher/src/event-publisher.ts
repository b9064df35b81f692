import type { EventLog } from '@microchat/ports/event-log';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Random, Timer, Timers } from '@microchat/ports/time';
import { EventPublishingStore } from './event-publishing-store.ts';
import { Fence } from './fence.ts';
import { Guard } from './guard.ts';
import { Membership } from './membership.ts';
import { PartitionRecords } from './partition-records.ts';
import { Publication } from './publication.ts';
import { PublishQueue } from './publish-queue.ts';
import { PublisherDirectory } from './publisher-directory.ts';
import { defaultPublisherLimits, type PublisherLimits } from './publisher-limits.ts';
import type { PublisherObserver } from './publisher-observer.ts';
import { PublishingCommits } from './publishing-commits.ts';
import { Settling } from './settling.ts';
import { Sweeper } from './sweeper.ts';

export interface EventPublisherOptions {
  /** Commits without events; takes `kvEngineLimits`. */
  readonly kv: KvStore;
  /**
   * If an append fails, the records of a key that it left in the log are the first ones of those it was given; the same
   * holds if it takes effect later.
   */
  readonly eventLog: EventLog;
  readonly timers: Timers;
  /** Names incarnations: two processes never draw the same. */
  readonly random: Random;
  readonly limits?: Partial<PublisherLimits>;
  readonly observer?: PublisherObserver;
}

/**
 * Makes one KvStore whose commits have events out of a store and an event log that know nothing of each other. SPEC.md
 * says what holds and why. One for each process and store.
 */
export class EventPublisher {
  readonly kv: KvStore;
  readonly #kv: KvStore;
  readonly #timers: Timers;
  readonly #limits: PublisherLimits;
  readonly #observer: PublisherObserver;
  readonly #records: PartitionRecords;
  readonly #queue: PublishQueue;
  readonly #directory: PublisherDirectory;
  readonly #membership: Membership;
  readonly #settling: Settling;
  readonly #sweeper: Sweeper;
  #timer: Timer | undefined;
  #isStopped = false;
  #sweeping: Promise<void> | undefined;
  #settlingRound: Promise<void> | undefined;

  constructor({ kv, eventLog, timers, random, limits: given, observer = {} }: EventPublisherOptions) {
    const limits = { ...defaultPublisherLimits, ...given };
    const records = new PartitionRecords(limits.remembered);
    const publication = new Publication(kv, eventLog, records, observer);
    const queue = new PublishQueue({ publication, timers, random, observer, appendsMax: limits.appendsMax });
    const directory = new PublisherDirectory(kv, random);
    const membership = new Membership(directory, random, observer);
    const guard = new Guard(kv, membership);
    const fence = new Fence({ kv, publication, random, limits, observer });
    const settling = new Settling({ kv, records, membership, queue, fence, timers, limits, observer });
    const commits = new PublishingCommits({ kv, records, guard, queue, settling, timers, limits, observer });
    this.kv = new EventPublishingStore(kv, records, commits);
    this.#kv = kv;
    this.#timers = timers;
    this.#limits = limits;
    this.#observer = observer;
    this.#records = records;
    this.#queue = queue;
    this.#directory = directory;
    this.#membership = membership;
    this.#settling = settling;
    this.#sweeper = new Sweeper({ kv, directory, records, fence, timers, limits, observer });
  }

  /** Partitions that this process answers for. */
  get partitions(): number {
    return this.#records.activeCount;
  }

  /** Bytes of events that it has committed and that wait for the log. */
  get backlogBytes(): number {
    return this.#records.backlog.bytes;
  }

  get isLogAway(): boolean {
    return this.#queue.isLogAway;
  }

  /** Begins to give signs of life, to let partitions rest and to look after processes that have died. */
  start(): void {
    this.#schedule();
  }

  /**
   * Publishes what it can in `drainMs` and leaves the rest to the other processes. Commits must have ended before.
   * Afterwards nothing is done in the background.
   */
  async stop(drainMs = 5_000): Promise<void> {
    this.#isStopped = true;
    this.#timer?.cancel();
    await this.#within(drainMs, this.#drain());
    this.#queue.stop();
  }

  async #drain(): Promise<void> {
    await Promise.allSettled([this.#sweeping, this.#settlingRound]);
    try {
      while (this.#records.activeCount > 0) {
        await this.#queue.whenIdle();
        const before = this.#records.activeCount;
        await this.#settling.round(0);
        if (this.#records.activeCount === before) await this.#pause(this.#limits.publishBudgetMs);
      }
      await this.#membership.leave();
    } catch (cause) {
      this.#observer.failed?.('settle', cause);
    }
  }

  #schedule(): void {
    if (this.#isStopped) return;
    this.#timer = this.#timers.after(this.#limits.beatMs, () => {
      void this.#tick();
      this.#schedule();
    });
  }

  /** A beat never waits for the rest, which may take long. */
  async #tick(): Promise<void> {
    await this.#attempt('beat', () => this.#beat());
    if (this.#isStopped) return;
    this.#settlingRound ??= this.#attempt('settle', () => this.#settling.round(this.#restMs())).finally(() => {
      this.#settlingRound = undefined;
    });
    this.#sweeping ??= this.#attempt('sweep', () => this.#sweep()).finally(() => {
      this.#sweeping = undefined;
    });
  }

  async #beat(): Promise<void> {
    const register = await this.#membership.join();
    await this.#kv.merge([register.beat()]);
    if (!(await this.#directory.isAlive(register.incarnation))) this.#membership.lose(register);
  }

  async #sweep(): Promise<void> {
    const { register } = this.#membership;
    if (register !== undefined) await this.#sweeper.round(register.incarnation);
  }

  /** Half full: partitions rest as soon as they are published. */
  #restMs(): number {
    const { settleAfterMs, partitionsMax, beatMs } = this.#limits;
    return this.#records.activeCount > partitionsMax / 2 ? Math.min(settleAfterMs, beatMs) : settleAfterMs;
  }

  async #attempt(what: 'beat' | 'settle' | 'sweep', round: () => Promise<void>): Promise<void> {
    try {
      await round();
    } catch (cause) {
      this.#observer.failed?.(what, cause);
    }
  }

  #pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.#timers.after(delayMs, resolve);
    });
  }

  async #within(delayMs: number, work: Promise<void>): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = this.#timers.after(delayMs, resolve);
    await Promise.race([work, promise]);
    timer.cancel();
  }
}
