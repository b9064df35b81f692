import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, intersect, isVisible, type VisibleSpan } from './group-visibility.ts';

const twice: VisibleSpan[] = [
  { fromIndex: 3, toIndex: 7 },
  { fromIndex: 12, toIndex: 0 },
];

describe('isVisible', () => {
  it.each([
    [2, false],
    [3, true],
    [7, true],
    [8, false],
    [11, false],
    [12, true],
    [4_000_000_000, true],
  ])('index %i of a member who left and came back: %s', (index, expected) => {
    expect(isVisible(twice, index)).toBe(expected);
  });

  it('shows nothing to somebody who never was a member', () => {
    expect(isVisible([], 1)).toBe(false);
  });
});

describe('clip', () => {
  it('answers the visible parts of a range, newest first', () => {
    expect(clip(twice, 1, 20)).toEqual([
      { fromIndex: 12, toIndex: 20 },
      { fromIndex: 3, toIndex: 7 },
    ]);
  });

  it('keeps an open end open', () => {
    expect(clip(twice, 5, 0)).toEqual([
      { fromIndex: 12, toIndex: 0 },
      { fromIndex: 5, toIndex: 7 },
    ]);
  });

  it('answers nothing for a range in a gap or before the first span', () => {
    expect(clip(twice, 8, 11)).toEqual([]);
    expect(clip(twice, 1, 2)).toEqual([]);
    expect(clip([], 1, 0)).toEqual([]);
  });

  it('agrees with isVisible on every index', () => {
    fc.assert(
      fc.property(memberships, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (spans, from, to) => {
        const parts = clip(spans, from, to);
        for (let index = 1; index <= 60; index += 1) {
          const expected = index >= from && index <= to && isVisible(spans, index);
          expect(parts.filter((part) => index >= part.fromIndex && index <= part.toIndex).length).toBe(
            expected ? 1 : 0,
          );
        }
      }),
    );
  });
});

describe('intersect', () => {
  it('is undefined when two spans have nothing in common', () => {
    expect(intersect({ fromIndex: 1, toIndex: 4 }, { fromIndex: 5, toIndex: 0 })).toBeUndefined();
    expect(intersect({ fromIndex: 1, toIndex: 5 }, { fromIndex: 5, toIndex: 0 })).toEqual({ fromIndex: 5, toIndex: 5 });
  });
});

/** Disjoint spans as joining and leaving makes them; the last one may be open. */
const memberships: fc.Arbitrary<VisibleSpan[]> = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 8 }))
  .map(([boundaries]) => {
    const sorted = boundaries.toSorted((left, right) => left - right);
    const spans: VisibleSpan[] = [];
    for (let at = 0; at < sorted.length; at += 2) {
      spans.push({ fromIndex: sorted[at] ?? 0, toIndex: sorted[at + 1] ?? 0 });
    }
    return spans;
  });
