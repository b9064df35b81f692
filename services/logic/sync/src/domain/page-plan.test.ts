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
        { fromIndex: 48, toIndex: 0 },
      ],
      50,
      0,
      0,
      [
        { fromIndex: 48, toIndex: 50 },
        { fromIndex: 2, toIndex: 4 },
      ],
      { fromIndex: 1, toIndex: 50 },
    ],
  ])('%s', (_name, spans, head, after, before, ranges, asked) => {
    expect(planPage(spans, spans, head, after, before)).toEqual({ ranges, asked });
  });
});

describe('planPage with entries that the user has hidden', () => {
  it('speaks of a hidden tail, or a client would ask for it again and again', () => {
    const shown = [{ fromIndex: 1, toIndex: 7 }];
    expect(planPage(everything, shown, 10, 0, 0)).toEqual({
      ranges: [{ fromIndex: 1, toIndex: 7 }],
      asked: { fromIndex: 1, toIndex: 10 },
    });
  });

  it('speaks of what is hidden as a whole', () => {
    const plan = planPage(everything, [{ fromIndex: 9, toIndex: 0 }], 10, 2, 8);
    expect(plan).toEqual({ ranges: [], asked: { fromIndex: 3, toIndex: 7 } });
    expect(covered(plan, undefined, true)).toEqual({ fromIndex: 3, toIndex: 7 });
  });

  it('never speaks of what the user is not entitled to', () => {
    const entitled = [{ fromIndex: 2, toIndex: 5 }];
    expect(planPage(entitled, [], 10, 0, 0)).toEqual({ ranges: [], asked: { fromIndex: 1, toIndex: 5 } });
  });

  it('reads over what little is hidden between two that are shown, and not over much', () => {
    const shown = [
      { fromIndex: 1, toIndex: 4 },
      { fromIndex: 6, toIndex: 10 },
      { fromIndex: 60, toIndex: 0 },
    ];
    expect(planPage(everything, shown, 70, 0, 0).ranges).toEqual([
      { fromIndex: 60, toIndex: 70 },
      { fromIndex: 1, toIndex: 10 },
    ]);
  });
});

describe('covered', () => {
  const plan = planPage(everything, everything, 10, 0, 0);
  it('is all that was asked once everything was read', () =>
    expect(covered(plan, 1, true)).toEqual({ fromIndex: 1, toIndex: 10 }));
  it('ends at the oldest entry of a page that is not the last', () =>
    expect(covered(plan, 7, false)).toEqual({ fromIndex: 7, toIndex: 10 }));
  it('is nothing for an empty range', () =>
    expect(covered(planPage(everything, everything, 0, 0, 0), undefined, true)).toEqual({ fromIndex: 0, toIndex: 0 }));
});
