import { KvUnavailableError, KvUnknownOutcomeError } from '@microchat/ports/kv-store';
import { ManualTime } from '@microchat/testkit/manual-time';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendEntry, isStored, storedEntries } from './testing/conversation.ts';
import { expectComplete, incarnations, promises } from './testing/expect-complete.ts';
import { Durable } from './testing/plain-engine.ts';
import { until } from './testing/run-until.ts';
import { type FaultRates, noFaults, SimulatedLog, SimulatedProcess } from './testing/simulated-process.ts';

const numRuns = 150;
const processCount = 2;
const conversations = ['a', 'b', 'c'];

type Step = { readonly gapMs: number } & (
  | { readonly kind: 'append'; readonly process: number; readonly conversation: number; readonly isLarge: boolean }
  | { readonly kind: 'log'; readonly state: 'present' | 'refusing' | 'hanging' }
  | { readonly kind: 'kill' | 'pause' | 'resume'; readonly process: number }
);

const process = fc.nat({ max: processCount - 1 });
/** Mostly at once, sometimes so late that partitions rest or a paused process is taken for dead. */
const gapMs = fc.oneof(
  { weight: 8, arbitrary: fc.nat({ max: 60 }) },
  { weight: 1, arbitrary: fc.nat({ max: 25_000 }) },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      gapMs,
      process,
      conversation: fc.nat({ max: conversations.length - 1 }),
      isLarge: fc.nat({ max: 9 }).map((roll) => roll === 9),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('log' as const),
      gapMs,
      state: fc.constantFrom('present' as const, 'refusing' as const, 'hanging' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('kill' as const, 'pause' as const, 'resume' as const),
      gapMs,
      process,
    }),
  },
);

const rate = (max: number) => fc.integer({ min: 0, max: 100 }).map((percent) => (percent * max) / 100);
const rates: fc.Arbitrary<FaultRates> = fc.record({
  unavailable: rate(0.05),
  unknownApplied: rate(0.08),
  unknownLost: rate(0.05),
  late: rate(0.08),
});

/** How often each fault path was really taken, over all runs. */
const taken = {
  late: 0,
  fenced: 0,
  doubtful: 0,
  declaredDead: 0,
  swept: 0,
  incarnationLost: 0,
  fromStore: 0,
  overflowed: 0,
};

let entries = 0;

class World {
  readonly durable = new Durable();
  readonly log = new SimulatedLog();
  readonly time = new ManualTime();
  readonly acknowledged = conversations.map((): number[] => []);
  readonly processes: SimulatedProcess[];
  readonly early: string[] = [];
  readonly unexpected: unknown[] = [];
  readonly #random: SeededRandom;
  readonly #rates: FaultRates;
  readonly #appending = new Map<SimulatedProcess, number>();
  #names = 0;

  constructor(seed: number, rates: FaultRates) {
    this.#random = new SeededRandom(seed);
    this.#rates = rates;
    this.processes = Array.from({ length: processCount }, () => this.#process());
  }

  async run(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      await this.time.advanceSettling(step.gapMs);
      this.#take(step);
    }
  }

  /** Nothing goes wrong any more: everything that is on its way arrives, and nobody has promises left. */
  async heal(): Promise<void> {
    this.log.set('present');
    for (const process of this.processes) {
      process.resume();
      process.rates = noFaults;
    }
    await until(this.time, 500, () => this.processes.every((process) => !this.#appending.get(process)));
    await this.time.advanceSettling(6_000);
    const isQuiet = () =>
      incarnations(this.durable).length <= processCount &&
      incarnations(this.durable).every((incarnation) => promises(this.durable, incarnation).length === 0);
    await until(this.time, 1_000, isQuiet);
  }

  #process(): SimulatedProcess {
    const { durable, log, time } = this;
    const observer = {
      late: () => void taken.late++,
      fenced: () => void taken.fenced++,
      doubtful: () => void taken.doubtful++,
      declaredDead: () => void taken.declaredDead++,
      swept: () => void taken.swept++,
      overflowed: () => void taken.overflowed++,
      incarnationLost: () => void taken.incarnationLost++,
      published: (_events: number, fromStore: number) => {
        taken.fromStore += fromStore;
      },
      failed: (what: string, cause: unknown) => {
        if (!isPassing(cause)) this.unexpected.push([what, cause]);
      },
    };
    const started = new SimulatedProcess({
      durable,
      log,
      time,
      random: this.#random.fork(`process-${++this.#names}`),
      rates: this.#rates,
      limits: { settleAfterMs: 3_000, leaseMs: 5_000, absentGraceMs: 30_000 },
      observer,
      onAppend: (records) => {
        for (const record of records) {
          if (!isStored(durable, record)) this.early.push(`${record.key}#${record.sequence}`);
        }
      },
    });
    started.publisher.start();
    return started;
  }

  #take(step: Step): void {
    if (step.kind === 'log') return this.log.set(step.state);
    const process = this.processes[step.process] as SimulatedProcess;
    if (step.kind === 'append') return void this.#append(process, step.conversation, step.isLarge ? 50_000 : 0);
    if (step.kind !== 'kill') return process[step.kind]();
    process.kill();
    this.processes[step.process] = this.#process();
  }

  /** Ends never if the process dies. */
  async #append(process: SimulatedProcess, conversation: number, valueBytes: number): Promise<void> {
    const commitId = `c-${++this.#names}`;
    this.#appending.set(process, (this.#appending.get(process) ?? 0) + 1);
    try {
      const sequence = await appendEntry(process.kv, conversations[conversation] ?? '', commitId, { valueBytes });
      if (sequence !== undefined) this.acknowledged[conversation]?.push(sequence);
    } catch (error) {
      if (!isPassing(error)) this.unexpected.push(error);
    }
    this.#appending.set(process, (this.#appending.get(process) ?? 0) - 1);
  }
}

function isPassing(error: unknown): boolean {
  return (
    error instanceof KvUnavailableError ||
    error instanceof KvUnknownOutcomeError ||
    (error instanceof Error && error.name === 'AppendError')
  );
}

test('two processes, whatever happens: every change has its event, every event its change, in order', async () => {
  const property = fc.asyncProperty(
    fc.integer(),
    fc.oneof(fc.constant(noFaults), rates),
    fc.array(step, { maxLength: 80, size: 'max' }),
    async (seed, faults, steps) => {
      const world = new World(seed, faults);
      await world.run(steps);
      await world.heal();
      expect(world.unexpected).toEqual([]);
      expect(world.early).toEqual([]);
      for (const [place, conversation] of conversations.entries()) {
        expectComplete(world.durable, conversation, world.acknowledged[place] ?? []);
        entries += storedEntries(world.durable, conversation).length;
      }
      for (const process of world.processes) process.kill();
    },
  );
  await fc.assert(property, { numRuns });
  // A fault that never happened proves nothing.
  expect(entries).toBeGreaterThan(500);
  expect(Object.entries(taken).filter(([, count]) => count === 0)).toEqual([]);
});
