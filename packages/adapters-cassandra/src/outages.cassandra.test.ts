import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '@microchat/local-engines/engine';
import { startEngine } from '@microchat/local-engines/start-engine';
import { describeWithEngine } from '@microchat/local-engines/test-engine';
import { type Commit, KvUnavailableError, KvUnknownOutcomeError, type PartitionKey } from '@microchat/ports/kv-store';
import { freshName } from '@microchat/testkit/engine-under-test';
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { cassandraDefaults } from './cassandra-options.ts';
import { connectionsPerHost, reconnectMaxMs } from './connect.ts';
import { type OpenCassandra, type OpenCassandraOptions, openCassandra } from './open-cassandra.ts';
import { CarefulWriter } from './testing/careful-writer.ts';
import { migratedOptions, withClient } from './testing/cassandra-under-test.ts';

/** Of tests that start a node. */
const timeoutMs = 240_000;
const requestTimeoutMs = 1_500;
const writerCount = 24;
/**
 * What the default commit log of Cassandra (periodic) has not marked as written is lost with its process: the last 100 ms,
 * and some more on a machine that is busy. With `commitlog_sync: group` nothing is.
 */
const commitLogMarkMs = 1_000;

describeWithEngine('cassandra', 'outages', () => {
  let engine: Engine;
  let options: OpenCassandraOptions;
  let opened: OpenCassandra;
  const counts = { serialReads: 0, refused: 0 };

  beforeAll(async () => {
    engine = await startEngine('cassandra');
    options = await migratedOptions(engine.address);
    opened = await openCassandra({
      ...options,
      requestTimeoutMs,
      observer: { readSerially: () => counts.serialReads++, refused: () => counts.refused++ },
    });
  }, timeoutMs);
  afterAll(async () => {
    await opened?.close();
    await engine?.stop();
  });
  beforeEach(() => Object.assign(counts, { serialReads: 0, refused: 0 }));
  // A test that failed must not leave a paused node to the next one.
  afterEach(() => engine.resume());

  test('paused while it commits: outcomes are unknown, and each is found out', { timeout: timeoutMs }, async () => {
    const load = new Load(() => new CarefulWriter(opened.kv, freshKey()));
    for (let pauses = 0; pauses < 2; ) {
      await load.goesOn();
      const unknown = load.sum('unknown');
      const foundApplied = load.sum('foundApplied');
      await engine.pause();
      const isGivenUp = await happens(() => load.sum('unknown') > unknown, 3 * requestTimeoutMs);
      await engine.resume();
      // A node that was just busy may have been paused while nothing was on its way to it.
      if (!isGivenUp) continue;
      await until('commits that were thought lost are found', () => load.sum('foundApplied') > foundApplied);
      pauses++;
    }
    await load.stop();
    expect(counts.serialReads).toBeGreaterThan(0);
  });

  test('a partition in doubt is read serially until that succeeds, then as before', async () => {
    const key = freshKey();
    await engine.pause();
    await expect(opened.kv.commit(emptyCommit(key, 'doubtful'))).rejects.toBeInstanceOf(KvUnknownOutcomeError);
    await expect(opened.kv.read(key)).rejects.toBeInstanceOf(KvUnavailableError);
    await engine.resume();
    await untilItAnswers(key);
    // The commit may still be on its way: this one takes its place, or finds that it was applied.
    const fence = await opened.kv.commit(emptyCommit(key, 'fence'));
    const read = await opened.kv.read(key);
    expect(read.recentCommitIds).toEqual([fence.kind === 'applied' ? 'fence' : 'doubtful']);
    const { serialReads } = counts;
    expect(serialReads).toBeGreaterThanOrEqual(2);
    expect(await opened.kv.read(key)).toEqual(read);
    expect(await opened.kv.multiRead([{ key, columns: [] }])).toEqual([read]);
    expect(counts.serialReads).toBe(serialReads);
  });

  // A machine so busy that the node is taken for silent before it is paused refuses everybody at once: not what this is about.
  test('paused: every call settles in time, and what does not fit is refused at once', { retry: 2 }, async () => {
    // The pauses before this one must be over for it, too: a node that is taken for silent is not even queued for.
    await untilItAnswers();
    await engine.pause();
    const { inFlightMax, waitingMax } = cassandraDefaults.limits;
    const startedMs = performance.now();
    const calls = Array.from({ length: inFlightMax + waitingMax + 500 }, () => opened.kv.read(freshKey()));
    const ends = await Promise.allSettled(calls);
    const tookMs = performance.now() - startedMs;
    // By now nothing has come back for so long that nobody else waits.
    const askedMs = performance.now();
    await expect(opened.kv.read(freshKey())).rejects.toBeInstanceOf(KvUnavailableError);
    expect(performance.now() - askedMs).toBeLessThan(200);
    await engine.resume();
    const causes = ends.map((end) => (end.status === 'rejected' ? (end.reason as unknown) : undefined));
    expect(causes.filter((cause) => !(cause instanceof KvUnavailableError))).toEqual([]);
    expect(counts.refused).toBe(500);
    expect(tookMs).toBeLessThan(requestTimeoutMs + 5_000);
    await untilItAnswers();
  });

  test('killed: fast retryable errors, then it works again by itself', { timeout: timeoutMs }, async () => {
    const load = new Load(() => new CarefulWriter(opened.kv, freshKey()));
    await load.goesOn();
    await sleep(2 * commitLogMarkMs);
    await engine.kill();
    const killedAtMs = performance.now();
    await until('every writer is told', () => load.sum('unavailable') >= writerCount * 5);
    const startedMs = performance.now();
    await expect(opened.kv.read(freshKey())).rejects.toBeInstanceOf(KvUnavailableError);
    await expect(opened.kv.commit(emptyCommit(freshKey(), 'c'))).rejects.toBeInstanceOf(KvUnavailableError);
    await expect(opened.kv.merge([mergeOf(freshName('r'), 1)])).rejects.toBeInstanceOf(KvUnavailableError);
    expect(performance.now() - startedMs).toBeLessThan(500);
    await engine.restart();
    await untilItAnswers();
    await load.stop(killedAtMs);
    // The driver must not bring back what it had before, and would within its longest pause.
    expect(await mostConnections(options, 3 * reconnectMaxMs)).toBeLessThanOrEqual(connectionsPerHost);
  });

  test('the larger value wins across files too, whichever came first', { timeout: timeoutMs }, async () => {
    const readers = ['small first', 'large first'].map(freshName);
    const write = async (...values: readonly number[]) => {
      await untilItAnswers();
      await opened.kv.merge(readers.map((reader, at) => mergeOf(reader, values[at] ?? 0)));
    };
    const stored = async () => {
      const requests = readers.map((reader) => ({ key: mergeOf(reader, 0).key, columns: ['c'] }));
      return (await opened.kv.multiRead(requests)).map(({ values }) => values[0]?.[0]);
    };
    await write(1, 2);
    // A restart replays the commit log into a file: the next value meets this one on disk, not in memory.
    await sleep(commitLogMarkMs);
    await engine.restart();
    await write(2, 1);
    expect(await stored()).toEqual([2, 2]);
    await sleep(commitLogMarkMs);
    await engine.restart();
    await untilItAnswers();
    expect(await stored()).toEqual([2, 2]);
  });

  async function untilItAnswers(key = freshKey()): Promise<void> {
    await expect.poll(() => opened.kv.read(key).catch(() => undefined), { timeout: 30_000 }).toBeDefined();
  }
});

/** Writers at work, each with a partition of its own, until they are stopped. */
class Load {
  readonly #writers: readonly CarefulWriter[];
  /** When each name was acknowledged. */
  readonly #acknowledged: readonly Map<string, number>[];
  readonly #running: Promise<unknown>;
  #stopped = false;

  constructor(writer: () => CarefulWriter) {
    this.#writers = Array.from({ length: writerCount }, writer);
    this.#acknowledged = this.#writers.map(() => new Map<string, number>());
    this.#running = Promise.all(this.#writers.map((each, at) => this.#write(each, this.#acknowledged[at])));
    onTestFinished(() => {
      this.#stopped = true;
    });
  }

  sum(what: keyof CarefulWriter['seen']): number {
    return this.#writers.reduce((sum, { seen }) => sum + seen[what], 0);
  }

  /** Resolves when every writer has something acknowledged after the call. */
  async goesOn(): Promise<void> {
    const before = this.#acknowledged.map(({ size }) => size);
    await until('every writer goes on', () => this.#acknowledged.every(({ size }, at) => size > (before[at] ?? 0)));
  }

  /** Nothing is there that was not acknowledged, and everything that was, except just before `killedAtMs`. */
  async stop(killedAtMs = Number.POSITIVE_INFINITY): Promise<void> {
    this.#stopped = true;
    await this.#running;
    for (const [at, writer] of this.#writers.entries()) {
      const written = await writer.written();
      const acknowledged = [...(this.#acknowledged[at] ?? [])];
      expect(acknowledged.map(([name]) => name)).toEqual(expect.arrayContaining(written));
      const kept = acknowledged.filter(([, atMs]) => atMs < killedAtMs - commitLogMarkMs || atMs > killedAtMs);
      expect(written).toEqual(expect.arrayContaining(kept.map(([name]) => name)));
    }
  }

  async #write(writer: CarefulWriter, acknowledged?: Map<string, number>): Promise<void> {
    for (let number = 1_000; !this.#stopped; number++) {
      await writer.write(`n${number}`);
      acknowledged?.set(`n${number}`, performance.now());
    }
  }
}

function freshKey(): PartitionKey {
  return { table: 'groups', partition: freshName('outage') };
}

function emptyCommit(key: PartitionKey, commitId: string): Commit {
  return { key, ifVersion: 0, commitId, puts: [], deletes: [], events: [] };
}

function mergeOf(reader: string, value: number) {
  return { key: { table: 'readers', partition: reader }, column: 'c', value: Uint8Array.of(value) };
}

/** Whether it does, within the time. */
async function happens(condition: () => boolean, withinMs: number): Promise<boolean> {
  return expect
    .poll(condition, { timeout: withinMs, interval: 20 })
    .toBe(true)
    .then(
      () => true,
      () => false,
    );
}

async function until(what: string, condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 60_000, interval: 20, message: what }).toBe(true);
}

/** The most that the node had at one time, beside those of the client that asks. */
async function mostConnections(options: OpenCassandraOptions, forMs: number): Promise<number> {
  return withClient(options, async (client) => {
    const untilMs = performance.now() + forMs;
    let most = 0;
    while (performance.now() < untilMs) {
      const { rows } = await client.execute('SELECT port FROM system_views.clients');
      const state = client.getState();
      const own = state.getConnectedHosts().reduce((count, host) => count + state.getOpenConnections(host), 0);
      most = Math.max(most, rows.length - own);
      await sleep(100);
    }
    return most;
  });
}
