import { expect, test } from 'vitest';
import { DoubtfulPartitions } from './doubtful-partitions.ts';

const key = { table: 't', partition: 'p' };

test('a doubt ends with a serial read that began after it', () => {
  const doubts = new DoubtfulPartitions();
  expect(doubts.about(key)).toBeUndefined();
  doubts.add(key);
  const first = doubts.about(key) ?? 0;
  doubts.resolve(key, first);
  expect(doubts.about(key)).toBeUndefined();
});

test('a serial read does not end a doubt that came while it was under way', () => {
  const doubts = new DoubtfulPartitions();
  doubts.add(key);
  const first = doubts.about(key) ?? 0;
  doubts.add(key);
  doubts.resolve(key, first);
  expect(doubts.about(key)).toBeDefined();
});

test('partitions of different tables are different', () => {
  const doubts = new DoubtfulPartitions();
  doubts.add(key);
  expect(doubts.about({ table: 'other', partition: 'p' })).toBeUndefined();
});

test('past its bound the oldest doubt is forgotten; one that was renewed is not old', () => {
  const doubts = new DoubtfulPartitions(2);
  for (const partition of ['a', 'b', 'a', 'c']) doubts.add({ table: 't', partition });
  const known = ['a', 'b', 'c'].filter((partition) => doubts.about({ table: 't', partition }) !== undefined);
  expect(known).toEqual(['a', 'c']);
  expect(doubts.size).toBe(2);
});
