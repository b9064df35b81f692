import { SeededRandom } from '@microchat/testkit/seeded-random';
import { type Bounds, smallBounds } from './cluster/bounds.ts';
import type { Topology } from './cluster/cluster.ts';
import type { FaultRates } from './world/faults.ts';

export interface PlannedDevice {
  readonly userId: string;
  readonly deviceId: string;
}

/** What a simulation consists of; made from its seed. */
export interface Plan {
  readonly topology: Topology;
  readonly bounds: Bounds;
  readonly rates: FaultRates;
  readonly devices: readonly PlannedDevice[];
  /** Virtual milliseconds of the phase with faults. */
  readonly safetyMs: number;
  /** Between two things that people do, on average. */
  readonly actionIntervalMs: number;
}

export function planOf(seed: number): Plan {
  const random = new SeededRandom(seed).fork('plan');
  void random;
  return {
    topology: [['storage', 'logic', 'gateway']],
    bounds: smallBounds,
    rates: {},
    devices: [
      { userId: 'alice', deviceId: 'phone' },
      { userId: 'bob', deviceId: 'phone' },
    ],
    safetyMs: 20_000,
    actionIntervalMs: 150,
  };
}
