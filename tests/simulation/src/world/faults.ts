import type { SeededRandom } from '@microchat/testkit/seeded-random';
import { FaultTable } from './fault-table.ts';

/** Every fault path that a simulation can take: what it is, for the table of a run. */
export const faultNames = [
  'call: request lost',
  'call: answer lost',
  'call: executed twice',
  'call: no answer at all',
  'call: slow',
  'call: overtaken',
  'call: server not there',
  'call: server crashed under it',
  'network: partition',
  'network: message lost in a partition',
  'network: message held by a partition',
  'node: crash',
  'node: start interrupted by a crash',
  'node: stop interrupted by a crash',
  'node: graceful restart',
  'node: frozen',
  'clock: jump forward',
  'clock: jump back',
  'store: slow',
  'store: unavailable',
  'store: outcome unknown, applied',
  'store: outcome unknown, lost',
  'store: outcome unknown, applied later',
  'store: write outlived its writer',
  'store: write died with its writer',
  'engine: no answer in time',
  'log: away',
  'log: redelivery after a rebalance',
  'log: rebalance',
  'log: member gone',
  'log: old owner goes on',
  'log: append failed',
  'log: append doubled',
  'presence: unavailable',
  'presence: done but not answered',
  'presence: lease ended early',
  'presence: flushed',
  'client: connection reset',
  'client: connection silent',
  'client: reads slowly',
  'client: sent into the void',
  'client: refused by a gateway that is not there',
  'client: app restarted',
  'client: woken',
] as const;

export type FaultName = (typeof faultNames)[number];

/** Probability of each fault per occasion; left out = never. */
export type FaultRates = Partial<Record<FaultName, number>>;

/** Decides which faults happen and counts them. */
export class Faults {
  readonly table = new FaultTable(faultNames);
  readonly #rates: FaultRates;
  #isHealed = false;

  constructor(rates: FaultRates) {
    this.#rates = rates;
  }

  get isHealed(): boolean {
    return this.#isHealed;
  }

  /** From now on nothing goes wrong. */
  heal(): void {
    this.#isHealed = true;
  }

  /** True if it is to happen here. Whoever makes it happen counts it: not every attempt succeeds. */
  strikes(name: FaultName, random: SeededRandom): boolean {
    const rate = this.#rates[name] ?? 0;
    return !this.#isHealed && rate > 0 && random.chance(rate);
  }

  /** One of several that exclude each other, counted; one draw for all. */
  strikeOne<Name extends FaultName>(names: readonly Name[], random: SeededRandom): Name | undefined {
    if (this.#isHealed) return undefined;
    let rest = random.next();
    for (const name of names) {
      rest -= this.#rates[name] ?? 0;
      if (rest >= 0) continue;
      this.fired(name);
      return name;
    }
    return undefined;
  }

  /** It happened as a consequence of something else. */
  fired(name: FaultName): void {
    this.table.fired(name);
  }
}
