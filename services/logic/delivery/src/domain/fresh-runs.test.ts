import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshRuns } from './fresh-runs.ts';

const entriesOf = (indexes: readonly number[]) => indexes.map((index) => ({ index }));

function runsOf(delivered: number | undefined, indexes: readonly number[]) {
  return freshRuns(delivered, entriesOf(indexes)).map(({ entries, gapAfter }) => [
    gapAfter,
    entries.map(({ index }) => index),
  ]);
}

describe('freshRuns', () => {
  it.each([
    ['after a start the log is trusted', undefined, [7, 8, 9], [[undefined, [7, 8, 9]]]],
    ['the next one', 6, [7, 8, 9], [[undefined, [7, 8, 9]]]],
    ['a replay', 9, [7, 8, 9], []],
    ['a replay that goes on with news', 7, [6, 7, 8, 9], [[undefined, [8, 9]]]],
    ['a hole', 4, [7, 8], [[4, [7, 8]]]],
    [
      'a hole within',
      4,
      [5, 8, 9],
      [
        [undefined, [5]],
        [5, [8, 9]],
      ],
    ],
    ['old ones behind the news', 40, [41, 42, 14, 15, 16], [[undefined, [41, 42]]]],
    ['old ones behind the news, after a start', undefined, [41, 42, 14, 15], [[undefined, [41, 42]]]],
    [
      'old ones before the news, after a start',
      undefined,
      [14, 15, 41],
      [
        [undefined, [14, 15]],
        [15, [41]],
      ],
    ],
    ['the same twice', 4, [5, 6, 5, 6, 7], [[undefined, [5, 6, 7]]]],
  ])('%s', (_name, delivered, indexes, runs) => expect(runsOf(delivered, indexes)).toEqual(runs));

  it('delivers everything once and in order, whatever is repeated and however it is cut (property)', () => {
    const repeats = fc.array(fc.record({ at: fc.nat(40), from: fc.nat(40), count: fc.integer({ min: 1, max: 5 }) }));
    fc.assert(
      fc.property(repeats, fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1 }), (extra, sizes) => {
        // A log of 1 to 40 in which parts are appended again, after their first time.
        const log = Array.from({ length: 40 }, (_, place) => [place + 1]);
        for (const { at, from, count } of extra) {
          const start = Math.min(from, at);
          for (let index = start; index < Math.min(start + count, at); index++) log[at]?.push(index + 1);
        }
        const flat = log.flat();
        const delivered: number[] = [];
        for (let from = 0, turn = 0; from < flat.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          for (const run of freshRuns(delivered.at(-1) ?? 0, entriesOf(flat.slice(from, from + size)))) {
            expect(run.gapAfter).toBeUndefined();
            delivered.push(...run.entries.map(({ index }) => index));
          }
          from += size;
        }
        expect(delivered).toEqual(Array.from({ length: 40 }, (_, place) => place + 1));
      }),
    );
  });
});
