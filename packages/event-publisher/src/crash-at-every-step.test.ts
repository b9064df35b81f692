import { ManualTime } from '@microchat/testkit/manual-time';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { describe, expect, test } from 'vitest';
import { appendEntry, segmentKey, storedEntries } from './testing/conversation.ts';
import { expectComplete, incarnations, promises } from './testing/expect-complete.ts';
import { Durable } from './testing/plain-engine.ts';
import { until, untilSettled } from './testing/run-until.ts';
import { SimulatedLog, SimulatedProcess, type SimulatedProcessOptions } from './testing/simulated-process.ts';

const limits = { settleAfterMs: 3_000 };

class World {
  readonly durable = new Durable();
  readonly log = new SimulatedLog();
  readonly time = new ManualTime();
  readonly acknowledged = new Map<string, number[]>();
  #commits = 0;

  process(name: string, crash?: SimulatedProcessOptions['crash']): SimulatedProcess {
    const { durable, log, time } = this;
    const random = new SeededRandom(name);
    const process = new SimulatedProcess({ durable, log, time, random, limits, ...(crash && { crash }) });
    process.publisher.start();
    return process;
  }

  async append(process: SimulatedProcess, conversation: string, valueBytes = 0): Promise<void> {
    const sequence = await appendEntry(process.kv, conversation, `c-${++this.#commits}`, { valueBytes });
    if (sequence === undefined) throw new Error('nobody else writes, and yet there were conflicts');
    this.acknowledged.set(conversation, [...(this.acknowledged.get(conversation) ?? []), sequence]);
  }

  /** Waits for something that never ends if the process dies. */
  async alive(process: SimulatedProcess, work: Promise<void>): Promise<void> {
    let isDone = false;
    work.then(
      () => (isDone = true),
      () => (isDone = true),
    );
    await until(this.time, 10, () => isDone || process.isDead);
    if (isDone) await work;
  }

  expectComplete(): void {
    for (const conversation of conversations) {
      expectComplete(this.durable, conversation, this.acknowledged.get(conversation) ?? []);
    }
  }
}

const conversations = ['alone', 'long', 'large', 'late'];

/** Everything that a process does: first commits, segments that follow each other, large events, the log away, rest. */
async function life(world: World, process: SimulatedProcess): Promise<void> {
  await world.append(process, 'alone');
  for (let entry = 0; entry < 6; entry += 1) await world.append(process, 'long');
  await world.append(process, 'large', 60_000);
  world.log.set('refusing');
  for (let entry = 0; entry < 7; entry += 1) await world.append(process, 'late');
  await world.append(process, 'large', 60_000);
  world.log.set('hanging');
  await world.append(process, 'long');
  world.log.set('present');
  await world.append(process, 'late');
  await process.publisher.stop();
}

async function stepsOfLife(): Promise<number> {
  const world = new World();
  const process = world.process('first');
  await untilSettled(world.time, life(world, process));
  world.expectComplete();
  expect(incarnations(world.durable)).toEqual([]);
  return process.calls;
}

describe('a crash at every step', async () => {
  const steps = await stepsOfLife();

  test.each(['before', 'after'] as const)('%s it took effect', async (when) => {
    expect(steps).toBeGreaterThan(80);
    for (let at = 1; at <= steps; at += 1) {
      const world = new World();
      const process = world.process('first', { at, when });
      await world.alive(process, life(world, process));
      world.log.set('present');

      const successor = world.process('second');
      const isSwept = () => !incarnations(world.durable).some((name) => promises(world.durable, name).length > 0);
      await until(world.time, 500, () => incarnations(world.durable).length > 0);
      const [other] = incarnations(world.durable);
      const isAbsent = promises(world.durable, other ?? '').some(
        (partition) => world.durable.tables.read({ table: 'segments', partition }, []).version === 0,
      );
      if (isAbsent) await world.time.advanceSettling(20_000);
      else await until(world.time, 500, isSwept);
      world.expectComplete();

      for (const conversation of conversations) {
        await untilSettled(world.time, world.append(successor, conversation));
        await untilSettled(world.time, world.append(successor, conversation));
      }
      world.expectComplete();
    }
  });
});

test('what rests is promised no longer, and nothing of an outage is left in the partitions', async () => {
  const world = new World();
  const process = world.process('first');
  world.log.set('refusing');
  const entries = async () => {
    for (let entry = 0; entry < 12; entry += 1) await world.append(process, 'late');
  };
  await untilSettled(world.time, entries());
  const [incarnation = ''] = incarnations(world.durable);
  expect(promises(world.durable, incarnation)).toHaveLength(3);
  world.log.set('present');
  await until(world.time, 500, () => promises(world.durable, incarnation).length === 0);
  world.expectComplete();
  expect(process.publisher.partitions).toBe(0);
  expect(process.publisher.backlogBytes).toBe(0);
  for (const number of [1, 2, 3]) {
    const rows = world.durable.tables.scan(segmentKey('late', number), { from: '~', to: '\x7f', limit: 100 });
    expect(rows.length).toBeLessThanOrEqual(1);
  }
  expect(storedEntries(world.durable, 'late')).toHaveLength(12);
});
