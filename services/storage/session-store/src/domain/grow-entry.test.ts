import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { growHead, growJoin, growLeave, growPeerRead, growRead } from './grow-entry.ts';
import { type ListEntry, type LogHead, newGroupEntry, newSingleEntry } from './list-entry.ts';

/** In a log every index has one entry, so everything else follows from it. */
function headAt(index: number): LogHead {
  const messageId = String(index * 10);
  const previousMessageId = String((index - 1) * 10);
  return { index, messageId, previousMessageId, count: Math.ceil(index / 2), membershipVersion: index };
}

const single = newSingleEntry('s~alice~bob', 'bob');
const group = newGroupEntry('g~team', 'team');

describe('a single chat', () => {
  test('keeps the larger of each position and what belongs to it', () => {
    const grown = growHead(single, headAt(5), 4, 2);
    expect(grown).toMatchObject({ head: headAt(5), ownIndex: 4, ownCount: 2 });
    expect(growHead(grown, headAt(3), 6, 3)).toMatchObject({ head: headAt(5), ownIndex: 6, ownCount: 3 });
    expect(growRead(grown, 5, 3)).toMatchObject({ readIndex: 5, readCount: 3 });
    expect(growPeerRead(grown, 4)).toMatchObject({ peerReadIndex: 4 });
  });

  test('is the same object when nothing grew', () => {
    const grown = growPeerRead(growRead(growHead(single, headAt(5), 4, 2), 3, 2), 2);
    expect(growHead(grown, headAt(5), 4, 2)).toBe(grown);
    expect(growRead(grown, 3, 9)).toBe(grown);
    expect(growPeerRead(grown, 1)).toBe(grown);
  });

  test('ends the same whatever the order and the repetitions', () => {
    const index = fc.integer({ min: 1, max: 20 });
    const step = fc.oneof(
      fc.tuple(index, fc.nat(20)).map(
        ([at, own]) =>
          (entry: ListEntry) =>
            growHead(entry, headAt(at), own, own),
      ),
      index.map((at) => (entry: ListEntry) => growRead(entry, at, headAt(at).count)),
      index.map((at) => (entry: ListEntry) => growPeerRead(entry, at)),
    );
    fc.assert(
      fc.property(shuffledWithRepeats(step), ({ ordered, other }) => {
        expect(applyAll(single, other)).toEqual(applyAll(single, ordered));
      }),
    );
  });
});

describe('a membership', () => {
  const table: { history: string; entry: ListEntry; join: number; left: number }[] = [
    { history: 'joined', entry: growJoin(group, headAt(4)), join: 4, left: 0 },
    { history: 'left', entry: growLeave(growJoin(group, headAt(4)), headAt(9)), join: 4, left: 9 },
    {
      history: 'joined again',
      entry: growJoin(growLeave(growJoin(group, headAt(4)), headAt(9)), headAt(12)),
      join: 12,
      left: 0,
    },
    { history: 'leaving known before joining', entry: growLeave(group, headAt(9)), join: 0, left: 9 },
  ];
  test.each(table)('$history', ({ entry, join, left }) => {
    expect(entry).toMatchObject({ joinIndex: join, leftIndex: left, head: left === 0 ? null : headAt(left) });
    expect(entry.joinCount).toBe(join === 0 ? 0 : headAt(join).count);
  });

  test('keeps the read position over leaving and joining again', () => {
    const read = growRead(growJoin(group, headAt(4)), 6, 3);
    const again = growJoin(growLeave(read, headAt(9)), headAt(12));
    expect(again).toMatchObject({ readIndex: 6, readCount: 3 });
  });

  test('ends the same whatever the order and the repetitions', () => {
    // A log: joinings and leavings alternate, at growing indexes.
    const boundaries = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { maxLength: 8 }).map((indexes) =>
      indexes
        .sort((left, right) => left - right)
        .map((at, place) => (entry: ListEntry) => {
          return place % 2 === 0 ? growJoin(entry, headAt(at)) : growLeave(entry, headAt(at));
        }),
    );
    fc.assert(
      fc.property(
        boundaries.chain((ordered) => fc.record({ ordered: fc.constant(ordered), other: mixed(ordered) })),
        ({ ordered, other }) => {
          expect(applyAll(group, other)).toEqual(applyAll(group, ordered));
        },
      ),
    );
  });
});

type Step = (entry: ListEntry) => ListEntry;

function applyAll(entry: ListEntry, steps: readonly Step[]): ListEntry {
  return steps.reduce((grown, step) => step(grown), entry);
}

function shuffledWithRepeats(step: fc.Arbitrary<Step>): fc.Arbitrary<{ ordered: Step[]; other: Step[] }> {
  return fc
    .array(step, { maxLength: 15 })
    .chain((ordered) => fc.record({ ordered: fc.constant(ordered), other: mixed(ordered) }));
}

/** All steps at least once, some of them again, in any order. */
function mixed(steps: readonly Step[]): fc.Arbitrary<Step[]> {
  return fc.subarray([...steps]).chain((again) => {
    const all = [...steps, ...again];
    return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
  });
}
