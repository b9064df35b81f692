import { type CommitOutcome, type KvStore, KvUnavailableError, KvUnknownOutcomeError } from '@microchat/ports/kv-store';
import { upTo } from '@microchat/testkit/log-probe';
import { describe, expect, test } from 'vitest';
import { commitOf, keyOf, PlainProcess } from './testing/plain-process.ts';
import { until, untilSettled } from './testing/run-until.ts';

/** `count` commits to a partition, one after the other. */
async function fill(kv: KvStore, partition: string, count: number, from = 0): Promise<void> {
  for (let version = from; version < from + count; version += 1) {
    const outcome = await kv.commit(commitOf(partition, version));
    expect(outcome).toEqual({ kind: 'applied', version: version + 1 });
  }
}

describe('while the log is away', () => {
  test.each(['refusing', 'hanging'] as const)(
    '(%s) 1 000 commits succeed and arrive in order afterwards',
    async (state) => {
      let late = 0;
      const { kv, log, time, process, sequences } = new PlainProcess({}, { late: () => void late++ });
      const partitions = upTo(10).map((n) => `p-${n}`);
      await untilSettled(time, fill(kv, 'p-1', 1));
      log.set(state);
      const startMs = time.monotonicMs();
      await untilSettled(
        time,
        Promise.all(partitions.map((name) => fill(kv, name, name === 'p-1' ? 99 : 100, name === 'p-1' ? 1 : 0))),
      );
      // If each waited for the budget of 250 ms it would be 25 s.
      expect(time.monotonicMs() - startMs).toBeLessThan(3_000);
      expect(late).toBe(999);
      expect(process.publisher.isLogAway).toBe(true);
      expect(process.publisher.backlogBytes).toBe(9_990);
      log.set('present');
      await until(time, 100, () => process.publisher.backlogBytes === 0);
      for (const name of partitions) expect(sequences(name)).toEqual(upTo(100));
      await untilSettled(time, fill(kv, 'p-1', 1, 100));
      expect(late).toBe(999);
      expect(sequences('p-1')).toEqual(upTo(101));
    },
  );

  test('a slow log delays a commit by the budget at most, and nobody else waits in vain', async () => {
    const { kv, log, time } = new PlainProcess({ publishBudgetMs: 250 });
    log.set('hanging');
    await untilSettled(time, fill(kv, 'a', 1));
    expect(time.monotonicMs()).toBeGreaterThanOrEqual(250);
    const secondMs = time.monotonicMs();
    await untilSettled(time, fill(kv, 'b', 1));
    expect(time.monotonicMs() - secondMs).toBeLessThan(50);
  });

  test('sweeper after a crash in a log outage: what the dead process had committed arrives, too', async () => {
    const first = new PlainProcess();
    first.log.set('refusing');
    await untilSettled(first.time, fill(first.kv, 'a', 40));
    first.process.kill();
    const second = new PlainProcess({}, {}, first);
    second.process.publisher.start();
    await second.time.advanceSettling(30_000);
    expect(second.sequences('a')).toEqual([]);
    second.log.set('present');
    await until(second.time, 500, () => second.sequences('a').length >= 40);
    expect(second.sequences('a')).toEqual(upTo(40));
  });
});

describe('the backlog is bounded', () => {
  test.each([
    ['rows', { rowsPerPartitionMax: 5 }, 5],
    ['bytes', { backlogBytesMax: 70 }, 7],
  ] as const)('in %s', async (bound, limits, accepted) => {
    const refused: string[] = [];
    const { kv, log, time, sequences, process } = new PlainProcess(limits, {
      refused: (what) => void refused.push(what),
    });
    log.set('refusing');
    await untilSettled(time, fill(kv, 'a', accepted));
    await expect(untilSettled(time, kv.commit(commitOf('a', accepted)))).rejects.toBeInstanceOf(KvUnavailableError);
    expect(refused).toEqual([bound]);
    expect((await kv.read(keyOf('a'))).version).toBe(accepted);
    // Commits without events go on.
    const quiet = { ...commitOf('a', accepted), events: [] };
    expect(await kv.commit(quiet)).toMatchObject({ kind: 'applied' });
    log.set('present');
    await until(time, 100, () => process.publisher.backlogBytes === 0);
    expect(await untilSettled(time, kv.commit(commitOf('a', accepted + 1)))).toMatchObject({ kind: 'applied' });
    expect(sequences('a')).toEqual([...upTo(accepted), accepted + 2]);
  });

  test('in partitions, which make room as soon as they are published', async () => {
    const { kv, log, time, process } = new PlainProcess({ partitionsMax: 3 });
    process.publisher.start();
    log.set('refusing');
    await untilSettled(time, Promise.all(['a', 'b', 'c'].map((name) => fill(kv, name, 1))));
    await expect(untilSettled(time, fill(kv, 'd', 1))).rejects.toBeInstanceOf(KvUnavailableError);
    await untilSettled(time, fill(kv, 'a', 1, 1));
    log.set('present');
    await until(time, 100, () => process.publisher.partitions < 3);
    await untilSettled(time, fill(kv, 'd', 1));
  });
});

test('events of a commit of unknown outcome that was applied are published at once', async () => {
  const { process, durable, time, kv, sequences } = new PlainProcess();
  await untilSettled(time, fill(kv, 'a', 1));
  process.rates = { unavailable: 0, unknownApplied: 1, unknownLost: 0, late: 0 };
  await expect(untilSettled(time, kv.commit(commitOf('a', 1)))).rejects.toBeInstanceOf(KvUnknownOutcomeError);
  process.rates = { ...process.rates, unknownApplied: 0 };
  expect(durable.tables.read(keyOf('a'), []).version).toBe(2);
  await time.advanceSettling(1_000);
  expect(sequences('a')).toEqual([1, 2]);
});

test('a doubtful commit that comes true when everybody has stopped thinking of it finds the partition closed to it', async () => {
  const { process, time, durable, kv, sequences } = new PlainProcess({ settleAfterMs: 1_000 });
  process.publisher.start();
  await untilSettled(time, fill(kv, 'a', 1));
  process.rates = { unavailable: 0, unknownApplied: 0, unknownLost: 1, late: 0 };
  await expect(untilSettled(time, kv.commit(commitOf('a', 1)))).rejects.toBeInstanceOf(KvUnknownOutcomeError);
  process.rates = { ...process.rates, unknownLost: 0 };
  await until(time, 500, () => process.publisher.partitions === 0);
  // The version that it expected is gone.
  expect(durable.tables.read(keyOf('a'), []).version).toBe(2);
  const outcome: CommitOutcome = await untilSettled(time, kv.commit(commitOf('a', 2)));
  expect(outcome).toMatchObject({ kind: 'applied', version: 3 });
  expect(sequences('a')).toEqual([1, 3]);
});

test('an event that the log never takes delays the others, but stops nobody', async () => {
  const { time, kv, process, sequences, log } = new PlainProcess();
  log.refusedKeys.add('poison');
  await untilSettled(time, fill(kv, 'poison', 1));
  await untilSettled(time, Promise.all(upTo(20).map((n) => fill(kv, `p-${n}`, 5))));
  await until(time, 10, () => process.publisher.backlogBytes === 10 || time.monotonicMs() > 5_000);
  for (const n of upTo(20)) expect(sequences(`p-${n}`)).toEqual(upTo(5));
  log.refusedKeys.clear();
  await until(time, 100, () => process.publisher.backlogBytes === 0);
  expect(sequences('poison')).toEqual([1]);
});
