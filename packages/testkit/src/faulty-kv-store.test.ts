import { type Commit, KvUnavailableError, KvUnknownOutcomeError } from '@microchat/ports/kv-store';
import { expect, test } from 'vitest';
import { FaultyKvStore, type KvFault } from './faulty-kv-store.ts';
import { ManualTime, settle } from './manual-time.ts';
import { MemoryEngine } from './memory-engine.ts';
import { SeededRandom } from './seeded-random.ts';

const key = { table: 't', partition: 'p' };
const commit: Commit = { key, ifVersion: 0, commitId: 'c', puts: [], deletes: [], events: [] };

/** A store whose first commit suffers the fault. */
function storeWith(fault: KvFault) {
  const engine = new MemoryEngine();
  const time = new ManualTime();
  const faulty = new FaultyKvStore(engine.kv, {
    random: new SeededRandom(fault),
    timers: time,
    plan: ({ operation, number }) => (operation === 'commit' && number === 1 ? fault : undefined),
  });
  const version = async () => (await engine.kv.read(key)).version;
  return { faulty, time, version };
}

test.each([
  ['unavailable', KvUnavailableError, 0],
  ['unknownLost', KvUnknownOutcomeError, 0],
  ['unknownApplied', KvUnknownOutcomeError, 1],
] as const)('%s: %o, version %i', async (fault, error, version) => {
  const store = storeWith(fault);
  await expect(store.faulty.commit(commit)).rejects.toBeInstanceOf(error);
  expect(await store.version()).toBe(version);
  expect(store.faulty.dice.fired[fault]).toBe(1);
});

test.each([
  ['hangBefore', 0],
  ['hangAfter', 1],
] as const)('%s: the caller never hears of it, version %i', async (fault, version) => {
  const store = storeWith(fault);
  let answered = false;
  void store.faulty.commit(commit).finally(() => {
    answered = true;
  });
  await settle();
  expect([answered, await store.version()]).toEqual([false, version]);
});

test('delay: done, but not before its time', async () => {
  const store = storeWith('delay');
  const committing = store.faulty.commit(commit);
  await settle();
  expect(await store.version()).toBe(0);
  await store.time.advanceSettling(50);
  expect(await committing).toEqual({ kind: 'applied', version: 1 });
});

test('the same seed gives the same faults, at about the rates asked for, until healed', async () => {
  const run = async () => {
    const rates = { unavailable: 0.2, unknownLost: 0.1 };
    const faulty = new FaultyKvStore(new MemoryEngine().kv, {
      random: new SeededRandom('s'),
      timers: new ManualTime(),
      rates,
    });
    const outcomes: string[] = [];
    for (let time = 0; time < 300; time++) {
      outcomes.push(
        await faulty.merge([]).then(
          () => 'done',
          (error: Error) => error.name,
        ),
      );
    }
    const fired = { ...faulty.dice.fired };
    faulty.dice.heal();
    for (let time = 0; time < 300; time++) await faulty.merge([]);
    expect(faulty.dice.fired).toEqual(fired);
    expect(faulty.dice.calls).toBe(600);
    return { outcomes, fired };
  };
  const first = await run();
  expect(await run()).toEqual(first);
  expect(first.fired.unavailable).toBeGreaterThan(40);
  expect(first.fired.unavailable).toBeLessThan(80);
  expect(first.fired.unknownLost).toBeGreaterThan(15);
  expect(first.fired.unknownApplied).toBe(0);
});

test('a read cannot suffer what only happens to writes', async () => {
  const faulty = new FaultyKvStore(new MemoryEngine().kv, {
    random: new SeededRandom('s'),
    timers: new ManualTime(),
    plan: () => 'unknownApplied',
  });
  expect((await faulty.read(key)).version).toBe(0);
  expect(faulty.dice.fired.unknownApplied).toBe(0);
});
