import { type EventLog, EventLogUnavailableError, type NewRecord } from '@microchat/ports/event-log';
import { type KvStore, KvUnavailableError, KvUnknownOutcomeError } from '@microchat/ports/kv-store';
import type { Timers } from '@microchat/ports/time';
import type { ManualTime } from '@microchat/testkit/manual-time';
import type { SeededRandom } from '@microchat/testkit/seeded-random';
import { EventPublisher } from '../event-publisher.ts';
import type { PublisherLimits } from '../publisher-limits.ts';
import type { PublisherObserver } from '../publisher-observer.ts';
import { type Durable, plainEventLog, plainKvStore } from './plain-engine.ts';

/** The log as all processes meet it. */
export class SimulatedLog {
  /** `refusing`: appends fail. `hanging`: appends have no end until the log is back, and then fail. */
  state: 'present' | 'refusing' | 'hanging' = 'present';
  /** Records of these keys are refused even so. */
  readonly refusedKeys = new Set<string>();
  #back = Promise.withResolvers<void>();

  set(state: 'present' | 'refusing' | 'hanging'): void {
    this.state = state;
    if (state !== 'present') return;
    this.#back.resolve();
    this.#back = Promise.withResolvers<void>();
  }

  async reach(records: readonly NewRecord[]): Promise<void> {
    if (this.state === 'hanging') await this.#back.promise;
    else if (this.state === 'present' && !records.some(({ key }) => this.refusedKeys.has(key))) return;
    throw new EventLogUnavailableError('the log is away');
  }
}

/** Probabilities per call. */
export interface FaultRates {
  /** Not done, and said so. */
  readonly unavailable: number;
  /** A write that was done, and nobody says so. */
  readonly unknownApplied: number;
  /** A write that was not done, and nobody says so. */
  readonly unknownLost: number;
  /** A commit or an append that is done some time after nobody said so, even if the process has died meanwhile. */
  readonly late: number;
}

export const noFaults: FaultRates = { unavailable: 0, unknownApplied: 0, unknownLost: 0, late: 0 };

/** Longest time until a late commit is done. */
const lateMsMax = 5_000;

/** A moment in the life of a process, by its n-th call of a port. */
export interface CallMoment {
  readonly at: number;
  readonly when: 'before' | 'after';
}

export interface SimulatedProcessOptions {
  readonly durable: Durable;
  readonly log: SimulatedLog;
  readonly time: ManualTime;
  readonly random: SeededRandom;
  readonly rates?: FaultRates;
  readonly limits?: Partial<PublisherLimits>;
  readonly observer?: PublisherObserver;
  /** Called with the records of every append when it takes effect. */
  readonly onAppend?: (records: readonly NewRecord[]) => void;
  /** The process dies at its n-th call of a port: before or after that took effect. */
  readonly crash?: CallMoment;
  /** The process stands still from then on. */
  readonly pause?: CallMoment;
}

/** A process that publishes, over ports whose calls take some turns and may fail; it can be stopped, paused and killed. */
export class SimulatedProcess {
  readonly publisher: EventPublisher;
  /** Calls of ports so far. */
  calls = 0;
  rates: FaultRates;
  readonly #options: SimulatedProcessOptions;
  #isDead = false;
  #resumed: PromiseWithResolvers<void> | undefined;

  constructor(options: SimulatedProcessOptions) {
    this.#options = options;
    this.rates = options.rates ?? noFaults;
    const { random, limits = {}, observer = {} } = options;
    this.publisher = new EventPublisher({
      kv: this.#kv(),
      eventLog: this.#eventLog(),
      timers: this.#timers(),
      random: random.fork('publisher'),
      limits,
      observer,
    });
  }

  get kv(): KvStore {
    return this.publisher.kv;
  }

  get isPaused(): boolean {
    return this.#resumed !== undefined;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  kill(): void {
    this.#isDead = true;
  }

  pause(): void {
    this.#resumed ??= Promise.withResolvers<void>();
  }

  resume(): void {
    this.#resumed?.resolve();
    this.#resumed = undefined;
  }

  #kv(): KvStore {
    const inner = plainKvStore(this.#options.durable, async () => undefined);
    return {
      read: (...args) => this.#call('read', () => inner.read(...args)),
      multiRead: (...args) => this.#call('read', () => inner.multiRead(...args)),
      scan: (...args) => this.#call('read', () => inner.scan(...args)),
      commit: (...args) => this.#call('commit', () => inner.commit(...args)),
      merge: (...args) => this.#call('merge', () => inner.merge(...args)),
    };
  }

  #eventLog(): EventLog {
    const { durable, log, time, onAppend } = this.#options;
    const inner = plainEventLog(durable, time, async () => undefined);
    const append = (records: readonly NewRecord[]) =>
      this.#call('append', async () => {
        await log.reach(records);
        onAppend?.(records);
        await inner.append(records);
      });
    return Object.assign(Object.create(inner) as EventLog, { append });
  }

  /** Timers of a dead process do nothing, those of a paused one go on when it does. */
  #timers(): Timers {
    const { time } = this.#options;
    return {
      monotonicMs: () => time.monotonicMs(),
      after: (delayMs, callback) => time.after(delayMs, () => void this.#fire(callback)),
    };
  }

  async #fire(callback: () => void): Promise<void> {
    await this.#whenRunning();
    callback();
  }

  async #whenRunning(): Promise<void> {
    while (this.#resumed !== undefined) await this.#resumed.promise;
    if (this.#isDead) await never();
  }

  async #call<Result>(kind: 'read' | 'commit' | 'merge' | 'append', run: () => Promise<Result>): Promise<Result> {
    await this.#whenRunning();
    this.calls += 1;
    const { random } = this.#options;
    const { calls } = this;
    this.#suffer({ at: calls, when: 'before' });
    await turns(random.integer(0, 2));
    await this.#whenRunning();
    const result = await this.#spoil(kind, run);
    this.#suffer({ at: calls, when: 'after' });
    await turns(random.integer(0, 2));
    await this.#whenRunning();
    return result;
  }

  #suffer(now: CallMoment): void {
    const { crash, pause } = this.#options;
    const isNow = (moment: CallMoment | undefined) => moment?.at === now.at && moment.when === now.when;
    if (isNow(crash)) this.kill();
    if (isNow(pause)) this.pause();
  }

  async #spoil<Result>(kind: 'read' | 'commit' | 'merge' | 'append', run: () => Promise<Result>): Promise<Result> {
    const { random, time } = this.#options;
    const { unavailable, unknownApplied, unknownLost, late } = this.rates;
    const roll = random.next();
    if (roll < unavailable) throw kind === 'append' ? unreachable() : new KvUnavailableError('injected');
    if (kind === 'read') return run();
    if (roll < unavailable + unknownLost) throw kind === 'append' ? unreachable() : unknown();
    if (roll < unavailable + unknownLost + unknownApplied) {
      await run();
      throw kind === 'append' ? unreachable() : unknown();
    }
    if (kind !== 'merge' && roll < unavailable + unknownLost + unknownApplied + late) {
      time.after(random.integer(1, lateMsMax), () => void run().catch(() => undefined));
      throw kind === 'append' ? unreachable() : unknown();
    }
    return run();
  }
}

function unreachable(): Error {
  return new EventLogUnavailableError('injected');
}

function unknown(): Error {
  return new KvUnknownOutcomeError('injected');
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
