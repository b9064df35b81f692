import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hideMessages, type Hiding } from './hide-messages.ts';
import { type ListEntry, newSingleEntry } from './list-entry.ts';

const entry = newSingleEntry('s~alice~bob', 'bob');
const clear = (clearedThrough: number): Hiding => ({
  clearedThrough,
  clearedCount: clearedThrough,
  deletedIndexes: [],
});
const remove = (...deletedIndexes: number[]): Hiding => ({ clearedThrough: 0, clearedCount: 0, deletedIndexes });

function after(...hidings: Hiding[]): ListEntry {
  return hidings.reduce<ListEntry>((current, hiding) => hideMessages(current, hiding) ?? current, entry);
}

test('clearing only grows, and takes deleted messages below it with it', () => {
  const cleared = after(remove(3, 4, 9, 12), clear(10), clear(5));
  expect(cleared).toMatchObject({ clearedThrough: 10, clearedCount: 10, deleted: [{ fromIndex: 12, toIndex: 12 }] });
  expect(hideMessages(cleared, remove(7))).toBe(cleared);
  expect(hideMessages(cleared, clear(10))).toBe(cleared);
});

test('at most 100 ranges are kept; neighbours are one, and clearing makes room', () => {
  const odd = Array.from({ length: 100 }, (_, at) => 2 * at + 1);
  const full = after(remove(...odd));
  expect(full.deleted).toHaveLength(100);
  expect(hideMessages(full, remove(501))).toBeUndefined();
  expect(hideMessages(full, remove(2, 4))?.deleted).toHaveLength(98);
  expect(hideMessages(full, { ...remove(501), ...clear(1), deletedIndexes: [501] })?.deleted).toHaveLength(100);
});

test('the order does not matter', () => {
  const hiding = fc.oneof(
    fc.nat(40).map(clear),
    fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 5 }).map((indexes) => remove(...indexes)),
  );
  fc.assert(
    fc.property(fc.array(hiding, { maxLength: 12 }), (hidings) => {
      expect(after(...hidings.toReversed())).toEqual(after(...hidings));
    }),
  );
});
