import { SeededRandom } from '@microchat/testkit/seeded-random';
import { type Bounds, smallBounds } from './cluster/bounds.ts';
import type { Topology } from './cluster/cluster.ts';
import type { FaultName, FaultRates } from './world/faults.ts';

export interface PlannedDevice {
  readonly userId: string;
  readonly deviceId: string;
}

/** What a simulation consists of; made from its seed. */
export interface Plan {
  readonly topology: Topology;
  /** Store and event log are one engine; else two, made one by each process's event publisher. */
  readonly isOneEngine: boolean;
  readonly bounds: Bounds;
  readonly rates: FaultRates;
  readonly devices: readonly PlannedDevice[];
  /** Virtual milliseconds of the phase with faults. */
  readonly safetyMs: number;
  /** Between two things that people do, on average. */
  readonly actionIntervalMs: number;
  /** The same for changes of own lists; undefined = nobody changes any. */
  readonly ownListIntervalMs: number | undefined;
}

const topologies: readonly Topology[] = [
  [['storage', 'logic', 'gateway']],
  [
    ['storage', 'logic', 'gateway'],
    ['storage', 'logic', 'gateway'],
  ],
  [['storage', 'logic'], ['storage', 'logic'], ['gateway'], ['gateway']],
  [['storage'], ['storage'], ['logic'], ['logic'], ['gateway'], ['gateway']],
  [['storage'], ['logic', 'gateway'], ['logic', 'gateway']],
];

/** Probability per call (calls, engines) or per quarter of a second (disasters), before the seed changes it. */
const usualRates = {
  'call: request lost': 0.004,
  'call: answer lost': 0.006,
  'call: executed twice': 0.006,
  'call: no answer at all': 0.002,
  'call: slow': 0.004,
  'call: overtaken': 0.03,
  'store: slow': 0.01,
  'store: unavailable': 0.006,
  'store: outcome unknown, applied': 0.01,
  'store: outcome unknown, lost': 0.006,
  'store: outcome unknown, applied later': 0.005,
  'log: append failed': 0.02,
  'log: append doubled': 0.02,
  'presence: unavailable': 0.01,
  'presence: done but not answered': 0.01,
  'node: crash': 0.02,
  // Per start.
  'node: start interrupted by a crash': 0.15,
  'node: graceful restart': 0.01,
  'node: frozen': 0.01,
  'network: partition': 0.015,
  'clock: jump forward': 0.01,
  'clock: jump back': 0.01,
  'log: away': 0.01,
  'log: rebalance': 0.03,
  'presence: lease ended early': 0.015,
  'presence: flushed': 0.006,
  'client: connection reset': 0.05,
  'client: connection silent': 0.015,
  'client: reads slowly': 0.04,
  'client: app restarted': 0.02,
  'client: woken': 0.02,
} as const satisfies FaultRates;

const safetyMs = 15_000;
/** Seeds in which people change their own lists; the others are as if nobody could. */
const ownListsShare = 0.5;
const ownListMsMin = 100;
const ownListMsMax = 500;
const actionMsMin = 60;
const actionMsMax = 260;
/** A seed leaves out some faults, so that the others are seen alone, too. */
const chosenShare = 0.6;
/** Rates of a seed lie between these multiples of the usual ones. */
const factorMin = 0.3;
const factorMax = 2;

export function planOf(seed: number): Plan {
  const random = new SeededRandom(seed).fork('plan');
  const rates: FaultRates = {};
  for (const [name, rate] of Object.entries(usualRates) as [FaultName, number][]) {
    // A stream each: one more fault in the list leaves the others of a seed as they were.
    const own = random.fork(name);
    if (own.chance(chosenShare)) rates[name] = rate * (factorMin + own.next() * (factorMax - factorMin));
  }
  return {
    topology: random.fork('topology').pick(topologies),
    isOneEngine: random.fork('engine').chance(0.5),
    bounds: smallBounds,
    rates,
    devices: devicesOf(random.fork('devices')),
    safetyMs,
    actionIntervalMs: actionMsMin + random.fork('pace').next() * (actionMsMax - actionMsMin),
    ownListIntervalMs: ownListIntervalOf(random.fork('own lists')),
  };
}

function ownListIntervalOf(random: SeededRandom): number | undefined {
  return random.chance(ownListsShare) ? random.integer(ownListMsMin, ownListMsMax) : undefined;
}

function devicesOf(random: SeededRandom): PlannedDevice[] {
  const userIds = ['alice', 'bob', 'carol', 'dave', 'erin'].slice(0, random.integer(2, 5));
  return userIds.flatMap((userId) => [
    { userId, deviceId: 'phone' },
    ...(random.chance(0.4) ? [{ userId, deviceId: 'web' }] : []),
  ]);
}
