import { KvUnavailableError } from '@microchat/ports/kv-store';
import { FaultyKvStore } from '@microchat/testkit/faulty-kv-store';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { expect, test } from 'vitest';
import { PublisherDirectory } from './publisher-directory.ts';
import { Durable, nextTurn, plainKvStore } from './testing/plain-engine.ts';

function directory(durable: Durable, seed: string, rates: { unknownApplied?: number; unknownLost?: number } = {}) {
  const random = new SeededRandom(seed);
  const kv = new FaultyKvStore(plainKvStore(durable, nextTurn), {
    random: random.fork('faults'),
    timers: realTimers,
    rates,
  });
  return new PublisherDirectory(kv, random);
}

test('many join and leave at the same time, whatever becomes of their commits', async () => {
  const durable = new Durable();
  const rates = { unknownApplied: 0.2, unknownLost: 0.2 };
  const names = Array.from({ length: 6 }, (_, n) => `i-${n}`);
  await Promise.all(names.map((name) => directory(durable, name, rates).join(name)));
  const reader = directory(durable, 'reader');
  expect((await reader.list()).map(({ incarnation }) => incarnation)).toEqual(names);
  expect(await reader.isAlive('i-1')).toBe(true);
  await Promise.all(names.slice(2).map((name) => directory(durable, name, rates).remove(name)));
  expect((await reader.list()).map(({ incarnation }) => incarnation)).toEqual(['i-0', 'i-1']);
  expect(await reader.isAlive('i-2')).toBe(false);
});

test('of several sweepers one takes over', async () => {
  const durable = new Durable();
  const reader = directory(durable, 'reader');
  await reader.join('dead');
  const [entry] = await reader.list();
  if (entry === undefined) throw new Error('nobody has joined');
  const sweepers = ['a', 'b', 'c'];
  const rates = { unknownApplied: 0.3, unknownLost: 0.1 };
  const taken = await Promise.all(sweepers.map((name) => directory(durable, name, rates).takeOver(entry, name)));
  expect(taken.filter(Boolean)).toHaveLength(1);
  const winner = sweepers[taken.indexOf(true)];
  expect(await reader.list()).toEqual([{ incarnation: 'dead', responsible: { kind: 'sweeper', incarnation: winner } }]);
  expect(await reader.isAlive('dead')).toBe(false);
  await reader.remove('dead');
  expect(await reader.takeOver(entry, 'late')).toBe(false);
});

test('a directory that cannot be written is a store that is away', async () => {
  await expect(directory(new Durable(), 'a', { unknownLost: 1 }).join('i')).rejects.toBeInstanceOf(KvUnavailableError);
});
