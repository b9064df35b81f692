import { ServiceError } from '@microchat/core/service-error';
import { type Commit, type KvStore, KvUnavailableError, KvUnknownOutcomeError } from '@microchat/ports/kv-store';
import { FaultyKvStore } from '@microchat/testkit/faulty-kv-store';
import { ManualTime, settle } from '@microchat/testkit/manual-time';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { describe, expect, test } from 'vitest';
import type { PartitionMachine } from './partition-machine.ts';
import { PartitionWriters, type PartitionWritersOptions } from './partition-writers.ts';
import { untilSettled } from './testing/until-settled.ts';

/** Adds and answers the new total: not idempotent, so that a batch that is applied twice or lost shows. */
const counterMachine: PartitionMachine<{ total: number }, number, number> = {
  load: (read) => ({ total: Number(Buffer.from(read.head).toString() || '0') }),
  decide(state, requests) {
    const replies = requests.map((increment) => (state.total += increment));
    if (requests.every((increment) => increment === 0)) return { state, replies, confirm: true };
    return { state, replies, head: Buffer.from(String(state.total)) };
  },
  cost: () => ({ rows: 0, bytes: 0 }),
};

type CounterOptions = Partial<PartitionWritersOptions<{ total: number }, number, number>>;

function counters(kv: KvStore, time: ManualTime, name: string, options: CounterOptions = {}) {
  const random = new SeededRandom(name);
  return new PartitionWriters({
    kv,
    table: 'counters',
    machine: counterMachine,
    clock: time,
    timers: time,
    random,
    ...options,
  });
}

type Spoiler = (commit: Commit, inner: KvStore) => Promise<'spoilt' | 'inner'>;

/** A store whose commits go through `spoil` first. */
function spoiling(inner: KvStore, spoil: Spoiler): KvStore {
  return {
    read: (...args) => inner.read(...args),
    multiRead: (...args) => inner.multiRead(...args),
    scan: (...args) => inner.scan(...args),
    merge: (...args) => inner.merge(...args),
    async commit(commit) {
      if ((await spoil(commit, inner)) === 'spoilt') throw new KvUnknownOutcomeError('spoilt');
      return inner.commit(commit);
    },
  };
}

/** Spoils the first commit only. */
function once(spoil: Spoiler): Spoiler {
  let isFirst = true;
  return async (commit, inner) => {
    if (!isFirst) return 'inner';
    isFirst = false;
    return spoil(commit, inner);
  };
}

function resolutions() {
  const counted: string[] = [];
  return { counted, observer: { unknownOutcome: (resolution: string) => void counted.push(resolution) } };
}

describe('a commit of unknown outcome', () => {
  test('that was applied gives its replies once', async () => {
    const time = new ManualTime();
    const { counted, observer } = resolutions();
    const store = spoiling(
      new MemoryEngine().kv,
      once(async (commit, inner) => {
        await inner.commit(commit);
        return 'spoilt';
      }),
    );
    const writers = counters(store, time, 'a', { observer });
    expect(await untilSettled(time, Promise.all([writers.submit('k', 1), writers.submit('k', 2)]))).toEqual([1, 3]);
    expect(await writers.submit('k', 0)).toBe(3);
    expect(counted).toEqual(['applied']);
  });

  test('that was lost is decided again', async () => {
    const time = new ManualTime();
    const { counted, observer } = resolutions();
    const store = spoiling(
      new MemoryEngine().kv,
      once(async () => 'spoilt'),
    );
    const writers = counters(store, time, 'a', { observer });
    expect(await untilSettled(time, writers.submit('k', 1))).toBe(1);
    expect(await writers.submit('k', 0)).toBe(1);
    expect(counted).toEqual(['not-applied']);
  });

  test('that is applied after it was not found wins, and the second try is refused', async () => {
    const time = new ManualTime();
    const { counted, observer } = resolutions();
    let late: Commit | undefined;
    const store = spoiling(new MemoryEngine().kv, async (commit, inner) => {
      if (late === undefined) {
        late = commit;
        return 'spoilt';
      }
      await inner.commit(late);
      return 'inner';
    });
    const writers = counters(store, time, 'a', { observer });
    expect(await untilSettled(time, writers.submit('k', 5))).toBe(5);
    expect(await writers.submit('k', 0)).toBe(5);
    expect(counted).toEqual(['applied']);
  });

  test('is found though others have committed since', async () => {
    const time = new ManualTime();
    const engine = new MemoryEngine();
    const rival = counters(engine.kv, time, 'rival');
    const store = spoiling(
      engine.kv,
      once(async (commit, inner) => {
        await inner.commit(commit);
        for (let n = 0; n < 10; n += 1) await rival.submit('k', 1);
        return 'spoilt';
      }),
    );
    const writers = counters(store, time, 'a');
    expect(await untilSettled(time, writers.submit('k', 5))).toBe(5);
    expect(await writers.submit('k', 0)).toBe(15);
  });

  test('is given up when the partition no longer tells', async () => {
    const time = new ManualTime();
    const engine = new MemoryEngine();
    const { counted, observer } = resolutions();
    const rival = counters(engine.kv, time, 'rival');
    const store = spoiling(
      engine.kv,
      once(async () => {
        for (let n = 0; n < 20; n += 1) await rival.submit('k', 1);
        return 'spoilt';
      }),
    );
    const writers = counters(store, time, 'a', { observer });
    await expect(untilSettled(time, writers.submit('k', 5))).rejects.toMatchObject({ reason: 'STORE_UNAVAILABLE' });
    expect(await writers.submit('k', 0)).toBe(20);
    expect(counted).toEqual(['undecided']);
  });

  test('waits for a store that cannot be read, for a bounded time', async () => {
    for (const awayMs of [1_000, 60_000]) {
      const time = new ManualTime();
      const inner = new MemoryEngine().kv;
      let awayUntilMs = 0;
      const store = {
        ...spoiling(
          inner,
          once(async (commit, kv) => {
            await kv.commit(commit);
            awayUntilMs = time.monotonicMs() + awayMs;
            return 'spoilt';
          }),
        ),
        read: (...args: Parameters<KvStore['read']>) =>
          time.monotonicMs() < awayUntilMs ? Promise.reject(new KvUnavailableError('away')) : inner.read(...args),
      };
      const writers = counters(store, time, 'a');
      const answer = untilSettled(time, writers.submit('k', 5));
      if (awayMs === 1_000) expect(await answer).toBe(5);
      else await expect(answer).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'STORE_UNAVAILABLE' });
      expect(time.monotonicMs()).toBeLessThan(5_000);
    }
  });

  test('is fenced off before its requests are answered otherwise', async () => {
    const time = new ManualTime();
    const closesAtMs = time.now() + 1_000;
    const untilClosed: typeof counterMachine = {
      ...counterMachine,
      decide: (state, requests, environment) =>
        environment.nowMs < closesAtMs
          ? counterMachine.decide(state, requests, environment)
          : { state, replies: requests.map(() => new ServiceError('OUT_OF_RANGE', { reason: 'CLOSED', message: '' })) },
    };
    const { kv } = new MemoryEngine();
    let late: Commit | undefined;
    const store = spoiling(
      kv,
      once(async (commit) => {
        late = commit;
        time.setNow(closesAtMs);
        return 'spoilt';
      }),
    );
    const writers = counters(store, time, 'a', { machine: untilClosed });
    await expect(untilSettled(time, writers.submit('k', 5))).rejects.toMatchObject({ reason: 'CLOSED' });
    expect(await kv.commit(late as Commit)).toEqual({ kind: 'conflict' });
  });

  test('keeps later requests waiting, in order', async () => {
    const time = new ManualTime();
    const store = spoiling(
      new MemoryEngine().kv,
      once(async () => 'spoilt'),
    );
    const writers = counters(store, time, 'a', { limits: { batchMax: 2 } });
    const totals = Promise.all([1, 1, 1, 1, 1].map((increment) => writers.submit('k', increment)));
    expect(await untilSettled(time, totals)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('two writers of one partition over a store that fails in every way', () => {
  interface Operation {
    readonly increment: number;
    readonly startedAt: number;
    endedAt: number;
    /** Undefined: failed, it may have been done. */
    total: number | undefined;
  }

  /** Commits of unknown outcome are applied some turns later, when their writer has long gone on. */
  function applyingLate(inner: KvStore, random: SeededRandom): KvStore & { late: number } {
    const store = {
      ...spoiling(inner, async (commit) => {
        if (!random.chance(0.1)) return 'inner';
        store.late += 1;
        void settle(random.integer(1, 12)).then(() => inner.commit(commit));
        return 'spoilt';
      }),
      late: 0,
    };
    return store;
  }

  async function run(seed: number) {
    const time = new ManualTime();
    const random = new SeededRandom(seed);
    const { kv } = new MemoryEngine();
    const rates = { delay: 0.1, unavailable: 0.03, unknownApplied: 0.06, unknownLost: 0.06 };
    const stores = ['a', 'b'].map((name) => {
      const late = applyingLate(kv, random.fork(`late-${name}`));
      const faulty = new FaultyKvStore(late, { random: random.fork(`faults-${name}`), timers: time, rates });
      return { late, faulty };
    });
    const pools = stores.map(({ faulty }, place) => counters(faulty, time, `${seed}-${place}`));
    let moment = 0;
    const operations: Operation[] = [];
    const client = async (name: string) => {
      const own = random.fork(`client-${name}`);
      for (let n = 0; n < 12; n += 1) {
        const operation: Operation = {
          increment: own.chance(0.2) ? 0 : own.integer(1, 9),
          startedAt: moment++,
          endedAt: Number.POSITIVE_INFINITY,
          total: undefined,
        };
        operations.push(operation);
        operation.total = await own
          .pick(pools)
          .submit('k', operation.increment)
          .catch(() => undefined);
        operation.endedAt = moment++;
        await settle(own.integer(0, 2));
      }
    };
    await untilSettled(time, Promise.all(['1', '2', '3', '4', '5', '6'].map(client)));
    await settle(20);
    const final = await counters(kv, time, `final-${seed}`).submit('k', 0);
    return { operations, final, stores };
  }

  /** What has a total has one place in the order, and what ended before another began comes before it. */
  function expectLinear(operations: readonly Operation[], final: number): void {
    const done = operations.filter((operation) => operation.total !== undefined) as (Operation & { total: number })[];
    const writes = done.filter(({ increment }) => increment > 0).toSorted((a, b) => a.total - b.total);
    for (const [place, write] of writes.entries()) {
      const before = writes[place - 1]?.total ?? 0;
      expect(write.total - write.increment).toBeGreaterThanOrEqual(before);
    }
    for (const earlier of done) {
      for (const later of done) {
        if (earlier.endedAt < later.startedAt) expect(earlier.total).toBeLessThanOrEqual(later.total - later.increment);
      }
    }
    const acknowledged = writes.reduce((sum, { increment }) => sum + increment, 0);
    const doubtful = operations
      .filter(({ total }) => total === undefined)
      .reduce((sum, { increment }) => sum + increment, 0);
    expect(final).toBeGreaterThanOrEqual(acknowledged);
    expect(final).toBeLessThanOrEqual(acknowledged + doubtful);
  }

  test('every answer is true and every request is done at most once', async () => {
    const fired: Record<string, number> = { late: 0 };
    let answered = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const { operations, final, stores } = await run(seed);
      expectLinear(operations, final);
      answered += operations.filter(({ total }) => total !== undefined).length;
      for (const { late, faulty } of stores) {
        fired['late'] = (fired['late'] ?? 0) + late.late;
        for (const [fault, count] of Object.entries(faulty.dice.fired)) fired[fault] = (fired[fault] ?? 0) + count;
      }
    }
    // A fault that never fired would prove nothing, nor would a run in which everything failed.
    for (const fault of ['late', 'delay', 'unavailable', 'unknownApplied', 'unknownLost']) {
      expect(fired[fault], fault).toBeGreaterThan(50);
    }
    expect(answered).toBeGreaterThan(60 * 72 * 0.5);
  });
});
