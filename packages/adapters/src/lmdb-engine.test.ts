import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openLmdbEngine, type LmdbEngine } from './lmdb-engine.ts';
import { SystemTimers } from './system-time.ts';

test('smoke', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'microchat-'));
  let engine = await openLmdbEngine({ folder, timers: new SystemTimers() });
  const key = { table: 't', partition: 'p' };
  const one = (v: number) =>
    engine.kv.commit({
      key,
      ifVersion: v,
      commitId: `c${v}`,
      head: Buffer.from('h' + v),
      puts: [
        { column: 'c' + v, value: Buffer.alloc(39000, v) },
        { column: 'empty', value: new Uint8Array() },
      ],
      deletes: ['c' + (v - 2)],
      events: [{ topic: 'x', key: 'k', sequence: v, value: Buffer.from('e' + v) }],
    });
  expect(await one(0)).toEqual({ kind: 'applied', version: 1 });
  expect((await engine.kv.read(key)).version).toBe(1);
  const race = await Promise.all([one(1), one(1), one(1)]);
  expect(race.map((r) => r.kind).sort()).toEqual(['applied', 'conflict', 'conflict']);
  expect((await engine.kv.read(key)).version).toBe(2);
  expect(await one(2)).toEqual({ kind: 'applied', version: 3 });
  const seen: number[] = [];
  const consumer = await engine.eventLog.subscribe({
    topic: 'x',
    group: 'g',
    handle: async (_k, r) => void seen.push(...r.map((x) => x.sequence)),
  });
  await consumer.caughtUp();
  expect(seen).toEqual([0, 1, 2]);
  await engine.close();
  engine = await openLmdbEngine({ folder, timers: new SystemTimers() });
  const read = await engine.kv.read(key, ['c2', 'c0', 'empty']);
  expect(read.values[0]?.length).toBe(39000);
  expect(read.values[1]).toBeUndefined();
  expect(read.values[2]).toEqual(Buffer.alloc(0));
  expect((await engine.kv.scan(key, { from: '', to: '\x7f', limit: 10, reverse: true })).map((c) => c.column)).toEqual([
    'empty',
    'c2',
    'c1',
  ]);
  expect(await engine.eventLog.committedOffsets('x', 'g')).toContain(5);
  await engine.close();
  await rm(folder, { recursive: true });
});
