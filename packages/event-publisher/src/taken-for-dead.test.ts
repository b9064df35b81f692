import { ManualTime } from '@microchat/testkit/manual-time';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { expect, test } from 'vitest';
import { appendEntry, touchConversation } from './testing/conversation.ts';
import { expectComplete, incarnations, promises } from './testing/expect-complete.ts';
import { Durable } from './testing/plain-engine.ts';
import { until, untilSettled } from './testing/run-until.ts';
import { type CallMoment, SimulatedLog, SimulatedProcess } from './testing/simulated-process.ts';

const limits = { settleAfterMs: 60_000, absentGraceMs: 120_000 };
const conversations = ['known', 'new'];

/** A process that writes and, while it stands still, another one that takes it for dead. */
class World {
  readonly durable = new Durable();
  readonly time = new ManualTime();
  readonly log = new SimulatedLog();

  process(name: string, pause?: CallMoment, crash?: CallMoment): SimulatedProcess {
    const { durable, log, time } = this;
    const random = new SeededRandom(name);
    const moments = { ...(pause && { pause }), ...(crash && { crash }) };
    return new SimulatedProcess({ durable, log, time, random, limits, ...moments });
  }

  async write(process: SimulatedProcess): Promise<void> {
    await appendEntry(process.kv, 'known', 'c-1');
    await appendEntry(process.kv, 'new', 'c-2');
    await touchConversation(process.kv, 'known', 'c-3');
    await appendEntry(process.kv, 'known', 'c-4');
  }

  /** Until `process` has no promises left that anybody knows of, though it may still stand still. */
  async isSwept(names: readonly string[]): Promise<void> {
    await until(this.time, 1_000, () => !incarnations(this.durable).some((name) => names.includes(name)));
  }

  expectComplete(): void {
    for (const conversation of conversations) expectComplete(this.durable, conversation, []);
  }
}

async function prepared(): Promise<World> {
  const world = new World();
  const first = world.process('first');
  await untilSettled(world.time, appendEntry(first.kv, 'known', 'first'));
  await untilSettled(world.time, first.publisher.stop());
  return world;
}

/** The writer stands still, is taken for dead and swept, goes on for `more` calls, and dies. Returns its calls. */
async function run(pause: CallMoment, more: number): Promise<number> {
  const world = await prepared();
  const writer = world.process('writer', pause, { at: pause.at + more, when: 'after' });
  let isDone = false;
  void world.write(writer).then(() => {
    isDone = true;
  });
  await until(world.time, 10, () => isDone || writer.isPaused || writer.isDead);
  const others = incarnations(world.durable);
  const sweeper = world.process('sweeper');
  sweeper.publisher.start();
  // A promise for a partition that does not exist keeps an incarnation in the directory for longer.
  const isPromised = others.some((name) => promises(world.durable, name).includes('new/1'));
  const hasNew = world.durable.tables.read({ table: 'segments', partition: 'new/1' }, []).version > 0;
  if (isPromised && !hasNew) await world.time.advanceSettling(30_000);
  else await world.isSwept(others);
  writer.resume();
  await until(world.time, 10, () => isDone || writer.isDead);
  writer.kill();
  await world.isSwept(incarnations(world.durable).filter((name) => promises(world.durable, name).length > 0));
  world.expectComplete();
  return writer.calls;
}

test('a process is taken for dead at any step, goes on for any number of steps, and dies', async () => {
  const calls = await run({ at: 1_000, when: 'before' }, 1);
  expect(calls).toBeGreaterThanOrEqual(15);
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; at <= calls; at += 1) {
      for (let more = when === 'before' ? 0 : 1; more <= calls - at + 8; more += 1) await run({ at, when }, more);
    }
  }
});
