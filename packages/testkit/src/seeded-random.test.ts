import { expect, test } from 'vitest';
import { SeededRandom } from './seeded-random.ts';

const draw = (random: SeededRandom, count = 5) => Array.from({ length: count }, () => random.next());

test('a seed gives one stream, another seed another', () => {
  expect(draw(new SeededRandom(7))).toEqual(draw(new SeededRandom('7')));
  expect(draw(new SeededRandom(7))).not.toEqual(draw(new SeededRandom(8)));
});

test('a fork depends on its name, not on what was drawn before', () => {
  const random = new SeededRandom('seed');
  const early = draw(random.fork('a'));
  draw(random, 100);
  expect(draw(random.fork('a'))).toEqual(early);
  expect(draw(random.fork('b'))).not.toEqual(early);
});

test('numbers spread over [0, 1) and bytes over all values', () => {
  const random = new SeededRandom('spread');
  const buckets = Array.from({ length: 10 }, () => 0);
  for (const value of draw(random, 10_000)) {
    expect(value >= 0 && value < 1).toBe(true);
    const bucket = Math.floor(value * 10);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  expect(Math.min(...buckets)).toBeGreaterThan(850);
  expect(new Set(random.bytes(5_000)).size).toBe(256);
});

test('integer reaches both ends, pick every item', () => {
  const random = new SeededRandom('ends');
  expect(new Set(Array.from({ length: 200 }, () => random.integer(3, 6)))).toEqual(new Set([3, 4, 5, 6]));
  expect(new Set(Array.from({ length: 200 }, () => random.pick(['a', 'b'])))).toEqual(new Set(['a', 'b']));
  expect(() => random.pick([])).toThrow(RangeError);
});
