import { SeededRandom } from '@microchat/testkit/seeded-random';
import { type FaultRates, Faults } from './faults.ts';
import { Trace } from './trace.ts';
import { VirtualTime } from './virtual-time.ts';

/** What everything in one simulation shares: time, the trace, the faults, and where randomness forks from. */
export class World {
  readonly seed: number;
  readonly trace = new Trace();
  readonly time = new VirtualTime(this.trace);
  readonly random: SeededRandom;
  readonly faults: Faults;

  constructor(seed: number, rates: FaultRates) {
    this.seed = seed;
    this.random = new SeededRandom(seed);
    this.faults = new Faults(rates);
  }
}
