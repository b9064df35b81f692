import type { Timers } from '@microchat/ports/time';
import type { SeededRandom } from './seeded-random.ts';

/** One call that a faulty wrapper may spoil. */
export interface FaultyCall<Operation extends string> {
  readonly operation: Operation;
  /** Number of this call among all calls of the wrapper, from 1. */
  readonly number: number;
}

export interface FaultDiceOptions<Operation extends string, Fault extends string> {
  readonly random: SeededRandom;
  readonly timers: Timers;
  /** Longest delay. Default 50. */
  readonly delayMsMax?: number;
  /** Probability of each fault per call it can happen to; left out = never. */
  readonly rates?: Partial<Record<Fault, number>>;
  /** Decides instead of the rates, for a fault at one exact place. */
  readonly plan?: (call: FaultyCall<Operation>) => Fault | undefined;
}

/** Draws faults and counts those that really fired: a fault that never fired proves nothing. */
export class FaultDice<Operation extends string, Fault extends string> {
  readonly fired: Record<Fault, number>;
  readonly #options: FaultDiceOptions<Operation, Fault>;
  #calls = 0;
  #healed = false;

  constructor(faults: readonly Fault[], options: FaultDiceOptions<Operation, Fault>) {
    this.#options = options;
    this.fired = Object.fromEntries(faults.map((fault) => [fault, 0])) as Record<Fault, number>;
  }

  get calls(): number {
    return this.#calls;
  }

  /** From now on nothing goes wrong. */
  heal(): void {
    this.#healed = true;
  }

  /** The fault that this call suffers, out of those that can happen to it. */
  draw(operation: Operation, possible: readonly Fault[]): Fault | undefined {
    this.#calls++;
    if (this.#healed) return undefined;
    const { plan } = this.#options;
    const fault = plan ? plan({ operation, number: this.#calls }) : this.#roll(possible);
    if (fault === undefined || !possible.includes(fault)) return undefined;
    this.fired[fault]++;
    return fault;
  }

  /** Some time, as the `delay` fault takes it. */
  delay(): Promise<void> {
    const delayMs = this.#options.random.next() * (this.#options.delayMsMax ?? 50);
    return new Promise((resolve) => {
      this.#options.timers.after(delayMs, resolve);
    });
  }

  /** One draw from the stream per call, so that rates of other faults do not shift it. */
  #roll(possible: readonly Fault[]): Fault | undefined {
    let rest = this.#options.random.next();
    for (const fault of possible) {
      rest -= this.#options.rates?.[fault] ?? 0;
      if (rest < 0) return fault;
    }
    return undefined;
  }
}
