import { expect, test } from 'vitest';
import { MemoryEngine } from './memory-engine.ts';

const key = { table: 'things', partition: 'a' };

test('a commit and its events survive a restart, and consumers see them', async () => {
  const engine = new MemoryEngine({ partitions: 2 });
  const event = { topic: 'changes', key: 'a', sequence: 1, value: Buffer.from('event') };
  const outcome = await engine.kv.commit({
    key,
    ifVersion: 0,
    commitId: 'c-1',
    head: Buffer.from('head'),
    puts: [{ column: 'x', value: Buffer.from('1') }],
    deletes: [],
    events: [event],
  });
  expect(outcome).toEqual({ kind: 'applied', version: 1 });

  const restarted = engine.restart();
  const seen: number[] = [];
  const consumer = await restarted.eventLog.subscribe({
    topic: 'changes',
    group: 'watchers',
    handle: async (_key, records) => void seen.push(...records.map((record) => record.sequence)),
  });
  await consumer.caughtUp();
  expect(seen).toEqual([1]);
  const read = await restarted.kv.read(key, ['x', 'absent']);
  expect(read.version).toBe(1);
  expect(read.recentCommitIds).toEqual(['c-1']);
  expect(read.values).toEqual([Buffer.from('1'), undefined]);
  await restarted.close();
});
