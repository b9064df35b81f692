import { describe, expect, test } from 'vitest';
import { LeaseWatch } from './lease-watch.ts';

type Look = readonly [atMs: number, beats: Readonly<Record<string, number>>, stopped: readonly string[]];

const cases: readonly (readonly [string, readonly Look[]])[] = [
  [
    'a beat that stays the same for the lease',
    [
      [0, { a: 1 }, []],
      [1_000, { a: 1 }, []],
      [2_000, { a: 1 }, []],
      [3_000, { a: 1 }, ['a']],
    ],
  ],
  [
    'a beat that grows',
    [
      [0, { a: 1 }, []],
      [1_500, { a: 2 }, []],
      [3_000, { a: 2 }, []],
      [4_400, { a: 2 }, []],
      [4_600, { a: 2 }, ['a']],
    ],
  ],
  [
    'a watcher that stood still begins anew',
    [
      [0, { a: 1 }, []],
      [60_000, { a: 1 }, []],
      [61_500, { a: 1 }, []],
      [63_000, { a: 1 }, ['a']],
    ],
  ],
  [
    'who leaves and comes back is new',
    [
      [0, { a: 1 }, []],
      [1_500, {}, []],
      [3_000, { a: 1 }, []],
      [4_500, { a: 1 }, []],
      [6_000, { a: 1 }, ['a']],
    ],
  ],
  [
    'each for itself',
    [
      [0, { a: 1, b: 1 }, []],
      [1_500, { a: 1, b: 2 }, []],
      [3_000, { a: 1, b: 3 }, ['a']],
    ],
  ],
];

describe('who has stopped', () => {
  test.each(cases)('%s', (_case, looks) => {
    const watch = new LeaseWatch(3_000, 1_500);
    for (const [atMs, beats, stopped] of looks) {
      expect(watch.observe(new Map(Object.entries(beats)), atMs)).toEqual(stopped);
    }
  });
});
