import { ServiceError } from '@microchat/core/service-error';
import { type Commit, KvLimitError, KvUnavailableError, type KvStore } from '@microchat/ports/kv-store';
import { ManualTime, settle } from '@microchat/testkit/manual-time';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { describe, expect, test } from 'vitest';
import type { PartitionMachine } from './partition-machine.ts';
import { PartitionWriters, type PartitionWritersOptions } from './partition-writers.ts';
import { untilSettled } from './testing/until-settled.ts';

interface Counter {
  total: number;
}

const counterMachine: PartitionMachine<Counter, number, number> = {
  load: (read) => ({ total: Number(Buffer.from(read.head).toString() || '0') }),
  decide(state, requests) {
    if (requests.every((increment) => increment === 0)) return { state, replies: requests.map(() => state.total) };
    const replies = requests.map((increment) => (increment < 0 ? negative() : (state.total += increment)));
    return { state, replies, head: Buffer.from(String(state.total)) };
  },
  cost: (increment) => ({ rows: 1, bytes: increment }),
};

function negative(): ServiceError {
  return new ServiceError('INVALID_ARGUMENT', { reason: 'NEGATIVE', message: 'negative' });
}

type CounterOptions = Partial<PartitionWritersOptions<Counter, number, number>>;

function counters(kv: KvStore, options: CounterOptions = {}): PartitionWriters<Counter, number, number> {
  const time = new ManualTime();
  return new PartitionWriters({
    kv,
    table: 'counters',
    machine: counterMachine,
    clock: time,
    timers: time,
    random: new SeededRandom(1),
    ...options,
  });
}

/** A store that records commits and does what `onCommit` says before each. */
function watched(kv: KvStore, onCommit: (commit: Commit) => void | Promise<void> = () => {}) {
  const commits: Commit[] = [];
  const store: KvStore = {
    read: (...args) => kv.read(...args),
    multiRead: (...args) => kv.multiRead(...args),
    scan: (...args) => kv.scan(...args),
    merge: (...args) => kv.merge(...args),
    async commit(commit) {
      commits.push(commit);
      await onCommit(commit);
      return kv.commit(commit);
    },
  };
  return { store, commits };
}

describe('batches', () => {
  test('a request alone is one commit', async () => {
    const { store, commits } = watched(new MemoryEngine().kv);
    expect(await counters(store).submit('a', 5)).toBe(5);
    expect(commits).toHaveLength(1);
  });

  test('requests of one turn share a commit, also those that some promises delay', async () => {
    const { store, commits } = watched(new MemoryEngine().kv);
    const writers = counters(store);
    await writers.submit('a', 1);
    const afterAwaits = async (awaits: number) => {
      for (let count = 0; count < awaits; count += 1) await Promise.resolve();
      return writers.submit('a', 1);
    };
    const totals = await Promise.all(Array.from({ length: 20 }, (_, awaits) => afterAwaits(awaits)));
    expect(totals.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 2));
    expect(commits).toHaveLength(2);
  });

  test('requests that come during a commit share the next one', async () => {
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const { store, commits } = watched(new MemoryEngine().kv, () => {
      reached.resolve();
      return gate.promise;
    });
    const writers = counters(store);
    const first = writers.submit('a', 1);
    await reached.promise;
    const later = [2, 3, 4].map((increment) => writers.submit('a', increment));
    gate.resolve();
    expect(await first).toBe(1);
    expect(await Promise.all(later)).toEqual([3, 6, 10]);
    expect(commits).toHaveLength(2);
  });

  test('a batch is cut by count, rows and bytes, in order', async () => {
    for (const limits of [{ batchMax: 4 }, { batchRowsMax: 4 }, { batchBytesMax: 4 }]) {
      const { store, commits } = watched(new MemoryEngine().kv);
      const writers = counters(store, { limits });
      const totals = await Promise.all(Array.from({ length: 10 }, () => writers.submit('a', 1)));
      expect(totals).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(commits).toHaveLength(3);
    }
  });

  test('a decision may take a prefix; the rest is decided next, before what came later', async () => {
    const oneByOne: PartitionMachine<Counter, number, number> = {
      ...counterMachine,
      decide: (state, requests, environment) => counterMachine.decide(state, requests.slice(0, 1), environment),
    };
    const { store, commits } = watched(new MemoryEngine().kv);
    const writers = counters(store, { machine: oneByOne });
    expect(await Promise.all([1, 2, 3].map((increment) => writers.submit('a', increment)))).toEqual([1, 3, 6]);
    expect(commits).toHaveLength(3);
  });

  test('a decision without a write is answered without a commit', async () => {
    const { store, commits } = watched(new MemoryEngine().kv);
    expect(await counters(store).submit('a', 0)).toBe(0);
    expect(commits).toHaveLength(0);
  });

  test('a ServiceError among the replies rejects that request only', async () => {
    const writers = counters(new MemoryEngine().kv);
    const results = await Promise.allSettled([writers.submit('a', 1), writers.submit('a', -1), writers.submit('a', 2)]);
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason.reason))).toEqual([
      1,
      'NEGATIVE',
      3,
    ]);
  });
});

describe('bounds', () => {
  test('a full queue refuses with advice and takes requests again when it has drained', async () => {
    const writers = counters(new MemoryEngine().kv, { limits: { queueRequestsMax: 2 } });
    const results = await Promise.allSettled([1, 1, 1].map((increment) => writers.submit('a', increment)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(results[2]).toMatchObject({ reason: { code: 'RESOURCE_EXHAUSTED', reason: 'WRITER_BUSY' } });
    expect((results[2] as PromiseRejectedResult).reason.retryAfterMs).toBeGreaterThan(0);
    expect(await writers.submit('a', 1)).toBe(3);
    expect(writers.waiting).toBe(0);
  });

  test('bytes count too, but a request alone always goes', async () => {
    const writers = counters(new MemoryEngine().kv, { limits: { queueBytesMax: 10 } });
    const results = await Promise.allSettled([50, 5].map((increment) => writers.submit('a', increment)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  test('all keys together are bounded', async () => {
    const writers = counters(new MemoryEngine().kv, { limits: { waitingMax: 3 } });
    const results = await Promise.allSettled(['a', 'b', 'c', 'd'].map((key) => writers.submit(key, 1)));
    expect(results[3]).toMatchObject({ status: 'rejected', reason: { reason: 'STORE_BUSY' } });
    expect(results.slice(0, 3).every(({ status }) => status === 'fulfilled')).toBe(true);
  });

  test('idle states beyond the bounds are forgotten, the longest unused first', async () => {
    let loads = 0;
    const observer = { loaded: () => (loads += 1) };
    const writers = counters(new MemoryEngine().kv, { limits: { idleMax: 2 }, observer });
    for (const key of ['a', 'b', 'a', 'c']) {
      await writers.submit(key, 1);
      await settle();
    }
    expect(writers.size).toBe(2);
    expect(loads).toBe(3);
    await writers.submit('a', 1);
    expect(loads).toBe(3);
    expect(await writers.submit('b', 1)).toBe(2);
    expect(loads).toBe(4);
  });

  test('heavy states count by weight', async () => {
    const machine = { ...counterMachine, weigh: (state: Counter) => state.total };
    const writers = counters(new MemoryEngine().kv, { machine, limits: { idleWeightMax: 10 } });
    await writers.submit('a', 4);
    await writers.submit('b', 6);
    await settle();
    expect(writers.size).toBe(2);
    await writers.submit('a', 1);
    await settle();
    expect(writers.size).toBe(1);
  });

  test('a request whose caller has gone is not decided', async () => {
    const writers = counters(new MemoryEngine().kv);
    const caller = new AbortController();
    const gone = writers.submit('a', 10, { signal: caller.signal });
    const present = writers.submit('a', 1);
    caller.abort();
    await expect(gone).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await present).toBe(1);
  });
});

describe('several writers of one partition', () => {
  test('the loser of a race loads and decides again', async () => {
    const { kv } = new MemoryEngine();
    let conflicts = 0;
    const options = { observer: { conflict: () => (conflicts += 1) } };
    const one = counters(kv, options);
    const other = counters(kv, { ...options, random: new SeededRandom(2) });
    await one.submit('a', 1);
    expect(await other.submit('a', 1)).toBe(2);
    expect(await one.submit('a', 1)).toBe(3);
    expect(conflicts).toBe(1);
  });

  test('a writer that always loses gives up', async () => {
    const { kv } = new MemoryEngine();
    const time = new ManualTime();
    const rival = counters(kv, { random: new SeededRandom(2) });
    const { store } = watched(kv, async () => void (await rival.submit('a', 1)));
    const loser = counters(store, { limits: { attemptsMax: 3 }, timers: time });
    await expect(untilSettled(time, loser.submit('a', 1))).rejects.toMatchObject({
      code: 'ABORTED',
      reason: 'WRITER_CONFLICT',
    });
    expect(await rival.submit('a', 0)).toBe(3);
  });

  test('inspect sees what others have committed', async () => {
    const { kv } = new MemoryEngine();
    const one = counters(kv);
    const other = counters(kv, { random: new SeededRandom(2) });
    await one.submit('a', 1);
    await other.submit('a', 1);
    expect(await one.inspect('a', (state) => state.total)).toBe(2);
    await expect(one.inspect('a', () => fail())).rejects.toThrow('of the view');
    expect(one.waiting).toBe(0);
  });

  test('an answer that asks for confirmation is not based on an outdated state', async () => {
    const { kv } = new MemoryEngine();
    const confirming: PartitionMachine<Counter, number, number> = {
      ...counterMachine,
      decide: (...args) => ({ ...counterMachine.decide(...args), confirm: true }),
    };
    const one = counters(kv, { machine: confirming });
    const other = counters(kv, { random: new SeededRandom(2) });
    await one.submit('a', 1);
    await other.submit('a', 1);
    expect(await one.submit('a', 0)).toBe(2);
  });
});

describe('failures', () => {
  test('an unavailable store is said at once and the state is loaded again', async () => {
    let isAway = true;
    const { store } = watched(new MemoryEngine().kv, () => {
      if (isAway) throw new KvUnavailableError();
    });
    const writers = counters(store);
    await expect(writers.submit('a', 1)).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'STORE_UNAVAILABLE' });
    isAway = false;
    expect(await writers.submit('a', 1)).toBe(1);
  });

  test('a store that cannot be read fails everything that waits', async () => {
    const store: KvStore = {
      ...watched(new MemoryEngine().kv).store,
      read: () => Promise.reject(new KvUnavailableError()),
    };
    const writers = counters(store, { limits: { batchMax: 1 } });
    const results = await Promise.allSettled([1, 2, 3].map((increment) => writers.submit('a', increment)));
    expect(results.every((result) => result.status === 'rejected' && result.reason.code === 'UNAVAILABLE')).toBe(true);
    expect(writers.size).toBe(0);
  });

  test('a commit beyond the limits fails its batch only', async () => {
    let failures = 0;
    const { store } = watched(new MemoryEngine().kv, () => {
      if (failures++ === 0) throw new KvLimitError();
    });
    const writers = counters(store, { limits: { batchMax: 1 } });
    const results = await Promise.allSettled([1, 2].map((increment) => writers.submit('a', increment)));
    expect(results).toMatchObject([{ status: 'rejected' }, { status: 'fulfilled', value: 2 }]);
  });

  test('a machine that decides nothing is an error, not a loop', async () => {
    const machine: PartitionMachine<Counter, number, number> = {
      ...counterMachine,
      decide: (state) => ({ state, replies: [] }),
    };
    await expect(counters(new MemoryEngine().kv, { machine }).submit('a', 1)).rejects.toThrow('empty decision');
  });

  test('close waits for what has begun and refuses the rest', async () => {
    const writers = counters(new MemoryEngine().kv);
    const last = writers.submit('a', 1);
    const closed = writers.close();
    await expect(writers.submit('a', 1)).rejects.toMatchObject({ reason: 'SHUTTING_DOWN' });
    await closed;
    expect(await last).toBe(1);
    expect(writers.size).toBe(0);
  });
});

function fail(): never {
  throw new Error('of the view');
}
