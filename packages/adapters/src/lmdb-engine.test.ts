import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { EngineObserver } from '@microchat/engine-kit/engine-observer';
import { EventLogUnavailableError } from '@microchat/ports/event-log';
import { type Commit, KvUnavailableError } from '@microchat/ports/kv-store';
import { newRecord, readTopic, sequencesByKey, upTo } from '@microchat/testkit/log-probe';
import { open } from 'lmdb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LmdbEngine, type LmdbEngineOptions, openLmdbEngine } from './lmdb-engine.ts';
import { SystemTimers } from './system-time.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microchat-lmdb-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function openEngine(part: Partial<LmdbEngineOptions> = {}): Promise<LmdbEngine> {
  return openLmdbEngine({ folder, timers: new SystemTimers(), ...part });
}

const key = { table: 't', partition: 'p' };

function commitOf(ifVersion: number, part: Partial<Commit> = {}): Commit {
  return { key, ifVersion, commitId: `c${ifVersion}`, puts: [], deletes: [], events: [], ...part };
}

test('a topic keeps the partitions it was created with', async () => {
  let engine = await openEngine({ partitions: 3 });
  await engine.eventLog.append(upTo(20).map((number) => newRecord('old', `key-${number}`, 1)));
  await engine.close();
  engine = await openEngine({ partitions: 8 });
  expect([engine.eventLog.partitionCount('old'), engine.eventLog.partitionCount('new')]).toEqual([3, 8]);
  expect(await readTopic(engine.eventLog, 'old')).toHaveLength(20);
  await engine.close();
});

test('topics created in one order are found in another', async () => {
  let engine = await openEngine();
  for (const topic of ['b', 'a', 'c']) await engine.eventLog.append([newRecord(topic, 'k', topic.charCodeAt(0))]);
  await engine.close();
  engine = await openEngine();
  for (const topic of ['c', 'd', 'a']) await engine.eventLog.append([newRecord(topic, 'k', 1)]);
  expect(sequencesByKey(await readTopic(engine.eventLog, 'c'))).toEqual({ k: [99, 1] });
  expect(sequencesByKey(await readTopic(engine.eventLog, 'd'))).toEqual({ k: [1] });
  await engine.close();
});

test('a group that went past the offsets of lost commits misses nothing after a restart', async () => {
  const seen: number[] = [];
  const consume = (engine: LmdbEngine) =>
    engine.eventLog.subscribe({
      topic: 'x',
      group: 'g',
      handle: async (_key, records) => void seen.push(...records.map((record) => record.sequence)),
    });
  let engine = await openEngine();
  // The last offsets of the partition belong to commits that lost; the topic itself has no record before the first one.
  const racing = upTo(5).map((sequence) => commitOf(0, { events: [newRecord('x', 'k', sequence)] }));
  await engine.kv.commit(commitOf(0));
  await Promise.all(racing.map((commit) => engine.kv.commit(commit)));
  const late = upTo(5).map((sequence) => engine.kv.commit(commitOf(1, { events: [newRecord('x', 'k', sequence)] })));
  await Promise.all(late);
  const first = await consume(engine);
  await first.caughtUp();
  await first.stop();
  const committed = await engine.eventLog.committedOffsets('x', 'g');
  expect(Math.max(...committed)).toBe(5);
  await engine.close();

  engine = await openEngine();
  await engine.eventLog.append([newRecord('x', 'k', 100)]);
  const second = await consume(engine);
  await second.caughtUp();
  expect(seen).toEqual([1, 100]);
  await engine.close();
});

test('a group has one consumer of a topic at a time', async () => {
  const engine = await openEngine();
  const subscription = { topic: 'x', group: 'g', handle: async () => undefined };
  const consumer = await engine.eventLog.subscribe(subscription);
  await expect(engine.eventLog.subscribe(subscription)).rejects.toThrow('already consumes');
  await consumer.stop();
  const next = await engine.eventLog.subscribe(subscription);
  await next.stop();
  await engine.close();
});

test('closing waits for what was accepted; a closed engine refuses everything', async () => {
  const engine = await openEngine();
  const accepted = upTo(50).map((number) =>
    engine.kv.commit({ ...commitOf(0), key: { table: 't', partition: `p${number}` } }),
  );
  const closing = engine.close();
  const outcomes = await Promise.all(accepted);
  expect(outcomes.every((outcome) => outcome.kind === 'applied')).toBe(true);
  await closing;
  await engine.close();
  for (const call of [
    () => engine.kv.read(key, ['a']),
    () => engine.kv.multiRead([{ key, columns: [] }]),
    () => engine.kv.scan(key, { from: '', to: 'a', limit: 1 }),
    () => engine.kv.commit(commitOf(0)),
    () => engine.kv.merge([{ key, column: 'a', value: Buffer.from('x') }]),
  ]) {
    await expect(call()).rejects.toBeInstanceOf(KvUnavailableError);
  }
  await expect(engine.eventLog.append([newRecord('x', 'k', 1)])).rejects.toBeInstanceOf(EventLogUnavailableError);
});

test('the observer counts commits, conflicts, retries and parked records', async () => {
  const counts: Record<string, number> = {};
  const count = (name: string) => () => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  const observer: EngineObserver = {
    committed: count('committed'),
    conflicted: count('conflicted'),
    handled: count('handled'),
    retried: count('retried'),
    parked: count('parked'),
  };
  const engine = await openEngine({ observer });
  await engine.kv.commit(commitOf(0, { events: [newRecord('x', 'k', 1)] }));
  await engine.kv.commit(commitOf(0));
  const consumer = await engine.eventLog.subscribe({
    topic: 'x',
    group: 'g',
    attemptsMax: 2,
    handle: () => Promise.reject(new Error('never')),
  });
  await consumer.caughtUp();
  await engine.close();
  expect(counts).toEqual({ committed: 1, conflicted: 1, retried: 1, parked: 1, handled: 1 });
});

test('a folder of another format is refused', async () => {
  await (await openEngine()).close();
  const root = open({ path: folder, noSubdir: false, overlappingSync: false, maxDbs: 8 });
  const meta = root.openDB<Buffer, Buffer>({ name: 'meta', encoding: 'binary', keyEncoding: 'binary' });
  await meta.put(Buffer.from('format'), Buffer.from([0, 0, 0, 9]));
  await root.close();
  await expect(openEngine()).rejects.toThrow('format 9');
});

test('no room on the disk: writes are refused with a clear error, what was acknowledged stays, reads go on', async () => {
  const script = new URL('./testing/disk-full-writer.ts', import.meta.url).pathname;
  // Files of at most 8 MiB stand for a disk of that size. Node ignores the signal, so that writing fails as on a full disk.
  const child = spawn('sh', ['-c', 'ulimit -f 16384; exec "$0" "$@"', process.execPath, script, folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, noise] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  const report: unknown = JSON.parse(output || JSON.stringify({ noise }));
  expect(report).toEqual({
    acknowledged: expect.any(Number),
    // lmdb reports a page that was written in part as an input/output error, and of that one only knows by reading.
    error: expect.stringMatching(/^(KvUnavailableError|KvUnknownOutcomeError)$/),
    versionRead: expect.any(Number),
    appended: 'EventLogUnavailableError',
  });
  const { acknowledged, versionRead } = report as { acknowledged: number; versionRead: number };
  expect(acknowledged).toBeGreaterThan(50);
  expect(versionRead).toBe(acknowledged);

  const engine = await openEngine();
  const columns = await engine.kv.scan(key, { from: '', to: '\x7f', limit: 1_000 });
  expect(columns).toHaveLength(acknowledged);
  expect(sequencesByKey(await readTopic(engine.eventLog, 'x'))).toEqual({ k: upTo(acknowledged) });
  expect(await engine.kv.commit(commitOf(acknowledged))).toEqual({ kind: 'applied', version: acknowledged + 1 });
  await engine.close();
}, 60_000);
