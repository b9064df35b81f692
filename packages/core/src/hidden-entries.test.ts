import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isVisible } from './group-visibility.ts';
import { shownSpans } from './hidden-entries.ts';

test('what is shown is what the user may see and has not hidden', () => {
  // Lengths of ranges and of the gaps between them.
  const lengths = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })), { maxLength: 6 });
  fc.assert(
    fc.property(
      lengths,
      lengths,
      fc.nat(30),
      fc.boolean(),
      (entitledLengths, deletedLengths, clearedThrough, isOpen) => {
        const entitled = rangesOf(entitledLengths);
        const deleted = rangesOf(deletedLengths);
        const last = entitled.at(-1);
        if (isOpen && last !== undefined) entitled[entitled.length - 1] = { ...last, toIndex: 0 };
        const shown = shownSpans(entitled, { clearedThrough, deleted });
        for (let index = 1; index <= 80; index += 1) {
          const isDeleted = deleted.some(({ fromIndex, toIndex }) => fromIndex <= index && index <= toIndex);
          const expected = isVisible(entitled, index) && index > clearedThrough && !isDeleted;
          expect(isVisible(shown, index)).toBe(expected);
        }
        expect(shown).toEqual(shown.toSorted((left, right) => left.fromIndex - right.fromIndex));
      },
    ),
  );
});

test('nothing hidden changes nothing', () => {
  const spans = [{ fromIndex: 3, toIndex: 0 }];
  expect(shownSpans(spans, { clearedThrough: 0, deleted: [] })).toEqual(spans);
});

function rangesOf(lengths: readonly (readonly [number, number])[]): { fromIndex: number; toIndex: number }[] {
  const ranges: { fromIndex: number; toIndex: number }[] = [];
  let next = 1;
  for (const [gap, length] of lengths) {
    ranges.push({ fromIndex: next + gap, toIndex: next + gap + length - 1 });
    next += gap + length;
  }
  return ranges;
}
