import { describe, expect, it } from 'vitest';
import { covered, planPage } from './page-plan.ts';

const everything = [{ fromIndex: 1, toIndex: 0 }];

describe('planPage', () => {
  it.each([
    ['open on both ends', everything, 10, 0, 0, [{ fromIndex: 1, toIndex: 10 }], { fromIndex: 1, toIndex: 10 }],
    ['exclusive bounds', everything, 10, 3, 8, [{ fromIndex: 4, toIndex: 7 }], { fromIndex: 4, toIndex: 7 }],
    ['above the head', everything, 10, 9, 99, [{ fromIndex: 10, toIndex: 10 }], { fromIndex: 10, toIndex: 10 }],
    ['nothing asked', everything, 10, 10, 0, [], undefined],
    ['empty log', everything, 0, 0, 0, [], undefined],
    [
      'before joining',
      [{ fromIndex: 6, toIndex: 0 }],
      10,
      0,
      0,
      [{ fromIndex: 6, toIndex: 10 }],
      { fromIndex: 1, toIndex: 10 },
    ],
    [
      'removed: nothing above is spoken of',
      [{ fromIndex: 2, toIndex: 5 }],
      10,
      0,
      0,
      [{ fromIndex: 2, toIndex: 5 }],
      { fromIndex: 1, toIndex: 5 },
    ],
    [
      'removed and added again',
      [
        { fromIndex: 2, toIndex: 4 },
        { fromIndex: 8, toIndex: 0 },
      ],
      10,
      0,
      0,
      [
        { fromIndex: 8, toIndex: 10 },
        { fromIndex: 2, toIndex: 4 },
      ],
      { fromIndex: 1, toIndex: 10 },
    ],
  ])('%s', (_name, spans, head, after, before, ranges, asked) => {
    expect(planPage(spans, head, after, before)).toEqual({ ranges, asked });
  });
});

describe('covered', () => {
  const plan = planPage(everything, 10, 0, 0);
  it('is all that was asked once everything was read', () =>
    expect(covered(plan, 1, true)).toEqual({ fromIndex: 1, toIndex: 10 }));
  it('ends at the oldest entry of a page that is not the last', () =>
    expect(covered(plan, 7, false)).toEqual({ fromIndex: 7, toIndex: 10 }));
  it('is nothing for an empty range', () =>
    expect(covered(planPage(everything, 0, 0, 0), undefined, true)).toEqual({ fromIndex: 0, toIndex: 0 }));
});
