import { type Presence, PresenceUnavailableError, type Worker } from '@microchat/ports/presence';
import { FaultDice, type FaultDiceOptions } from './fault-dice.ts';

export type PresenceOperation = keyof Presence;

/**
 * - `delay`: done right, but late.
 * - `unavailable`: not done, PresenceUnavailableError. `unknownApplied`: done, then the same error.
 * - `expired`: the lease is ended under the worker, which learns it from this renewal.
 * - `falselyExpired`: the worker is told that its lease ended, but it lives on until it expires: its old interests still count.
 * - `stale`: an older answer of `interested`: ended workers in it, new ones not.
 */
export type PresenceFault = (typeof writeFaults)[number] | (typeof renewFaults)[number] | (typeof readFaults)[number];

const writeFaults = ['delay', 'unavailable', 'unknownApplied'] as const;
const renewFaults = [...writeFaults, 'expired', 'falselyExpired'] as const;
const readFaults = ['delay', 'unavailable', 'stale'] as const;

export type FaultyPresenceOptions = FaultDiceOptions<PresenceOperation, PresenceFault>;

/** Topics whose last answer is remembered for `stale`. */
const rememberedTopicsMax = 1_000;

/** A Presence that fails as real ones do, by seed or by plan. */
export class FaultyPresence implements Presence {
  readonly dice: FaultDice<PresenceOperation, PresenceFault>;
  readonly #inner: Presence;
  readonly #answers = new Map<string, Worker[]>();

  constructor(inner: Presence, options: FaultyPresenceOptions) {
    this.#inner = inner;
    this.dice = new FaultDice([...renewFaults, ...readFaults], options);
  }

  openLease(worker: Worker, ttlMs: number): Promise<void> {
    return this.#write('openLease', () => this.#inner.openLease(worker, ttlMs));
  }

  async renewLease(incarnation: string, ttlMs: number): Promise<boolean> {
    const fault = await this.#before('renewLease', renewFaults);
    if (fault === 'expired') await this.#inner.closeLease(incarnation);
    if (fault === 'expired' || fault === 'falselyExpired') return false;
    const renewed = await this.#inner.renewLease(incarnation, ttlMs);
    return this.#after(fault, renewed);
  }

  closeLease(incarnation: string): Promise<void> {
    return this.#write('closeLease', () => this.#inner.closeLease(incarnation));
  }

  register(incarnation: string, topics: readonly string[], order: number): Promise<boolean> {
    return this.#write('register', () => this.#inner.register(incarnation, topics, order));
  }

  unregister(incarnation: string, topics: readonly string[], order: number): Promise<void> {
    return this.#write('unregister', () => this.#inner.unregister(incarnation, topics, order));
  }

  async interested(topics: readonly string[]): Promise<Worker[][]> {
    const fault = await this.#before('interested', readFaults);
    const current = await this.#inner.interested(topics);
    return topics.map((topic, index) => {
      const workers = current[index] ?? [];
      const older = this.#answers.get(topic);
      if (fault === 'stale') return older ?? [];
      this.#remember(topic, workers);
      return workers;
    });
  }

  async #write<Result>(operation: PresenceOperation, inner: () => Promise<Result>): Promise<Result> {
    const fault = await this.#before(operation, writeFaults);
    return this.#after(fault, await inner());
  }

  /** Draws the fault of a call and suffers the part that comes before it. */
  async #before(operation: PresenceOperation, possible: readonly PresenceFault[]): Promise<PresenceFault | undefined> {
    const fault = this.dice.draw(operation, possible);
    if (fault === 'delay') await this.dice.delay();
    if (fault === 'unavailable') throw new PresenceUnavailableError('injected');
    return fault;
  }

  #after<Result>(fault: PresenceFault | undefined, result: Result): Result {
    if (fault === 'unknownApplied') throw new PresenceUnavailableError('injected');
    return result;
  }

  #remember(topic: string, workers: Worker[]): void {
    this.#answers.delete(topic);
    this.#answers.set(topic, workers);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > rememberedTopicsMax && oldest !== undefined) this.#answers.delete(oldest);
  }
}
