import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { addRange, dropThrough, hasIndex, missingRanges, rangeAround, rangeBelow, type Ranges } from './ranges.ts';

const range = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 12 }));

function build(pairs: readonly (readonly [number, number])[]): { ranges: Ranges; members: Set<number> } {
  let ranges: Ranges = [];
  const members = new Set<number>();
  for (const [from, length] of pairs) {
    ranges = addRange(ranges, from, from + length);
    for (let index = from; index <= from + length; index += 1) members.add(index);
  }
  return { ranges, members };
}

describe('ranges', () => {
  test('hold exactly what was added, sorted, disjoint, never adjacent', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), (pairs) => {
        const { ranges, members } = build(pairs);
        for (let index = 0; index <= 80; index += 1) expect(hasIndex(ranges, index)).toBe(members.has(index));
        ranges.forEach((one, at) => {
          expect(one.to).toBeGreaterThanOrEqual(one.from);
          const next = ranges[at + 1];
          if (next !== undefined) expect(next.from).toBeGreaterThan(one.to + 1);
        });
      }),
    );
  });

  test('missing ranges are the complement', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), range, (pairs, [from, length]) => {
        const { ranges, members } = build(pairs);
        const missing = missingRanges(ranges, from, from + length);
        for (let index = from; index <= from + length; index += 1) {
          expect(hasIndex(missing, index)).toBe(!members.has(index));
        }
      }),
    );
  });

  test('dropping forgets what is at or below an index and nothing else', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), fc.nat(70), (pairs, through) => {
        const { ranges, members } = build(pairs);
        const rest = dropThrough(ranges, through);
        for (let index = 0; index <= 80; index += 1) {
          expect(hasIndex(rest, index)).toBe(index > through && members.has(index));
        }
      }),
    );
  });

  test('an empty range adds nothing', () => {
    expect(addRange([], 5, 4)).toEqual([]);
  });

  test('finds the stretch around and below an index', () => {
    const ranges = addRange(addRange([], 1, 3), 7, 9);
    expect(rangeAround(ranges, 8)).toEqual({ from: 7, to: 9 });
    expect(rangeAround(ranges, 5)).toBeUndefined();
    expect(rangeBelow(ranges, 7)).toEqual({ from: 1, to: 3 });
    expect(rangeBelow(ranges, 1)).toBeUndefined();
  });
});
