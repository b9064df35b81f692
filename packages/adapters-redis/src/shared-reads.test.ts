import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { SharedReads } from './shared-reads.ts';

/** Answers every key with itself in capitals and remembers what was read together. */
function capitals(fail = false) {
  const read: string[][] = [];
  const reads = new SharedReads(async (keys) => {
    read.push([...keys]);
    if (fail) throw new Error('away');
    return keys.map((key) => key.toUpperCase());
  });
  return { read, reads };
}

test('reads of one turn are one read, and everybody gets their own part', async () => {
  const { read, reads } = capitals();
  const answers = Promise.all([reads.ask(['a', 'b']), reads.ask([]), reads.ask(['b'])]);
  await turn();
  const later = reads.ask(['c']);
  expect(await answers).toEqual([['A', 'B'], [], ['B']]);
  expect(await later).toEqual(['C']);
  expect(read).toEqual([['a', 'b', 'b'], ['c']]);
});

test('a failure is everybody’s, and of that turn only', async () => {
  const { read, reads } = capitals(true);
  const results = await Promise.allSettled([reads.ask(['a']), reads.ask(['b'])]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(reads.ask(['c'])).rejects.toThrow('away');
  expect(read).toEqual([['a', 'b'], ['c']]);
});
