import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addIndexes, dropThrough, type DeletedRanges } from './deleted-ranges.ts';

const indexes = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 40 });

function membersOf(ranges: DeletedRanges): number[] {
  return ranges.flatMap(({ fromIndex, toIndex }) =>
    Array.from({ length: toIndex - fromIndex + 1 }, (_, at) => fromIndex + at),
  );
}

describe('deleted ranges', () => {
  test('are a set: ascending, apart, whatever the order and repetition', () => {
    fc.assert(
      fc.property(indexes, indexes, (first, second) => {
        const ranges = addIndexes(addIndexes([], first), second);
        const expected = [...new Set([...first, ...second])].sort((left, right) => left - right);
        expect(membersOf(ranges)).toEqual(expected);
        for (const [at, { fromIndex }] of ranges.entries()) {
          const before = ranges[at - 1];
          if (before !== undefined) expect(fromIndex).toBeGreaterThan(before.toIndex + 1);
        }
        expect(addIndexes(ranges, second)).toBe(ranges);
      }),
    );
  });

  test('lose what lies below an index', () => {
    fc.assert(
      fc.property(indexes, fc.nat(70), (deleted, index) => {
        const ranges = addIndexes([], deleted);
        expect(membersOf(dropThrough(ranges, index))).toEqual(membersOf(ranges).filter((member) => member > index));
      }),
    );
  });
});
