import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OffsetWindow } from './offset-window.ts';

test('finishedBelow is the lowest offset that is begun and not finished, whatever the order', () => {
  const property = fc.property(
    fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 60 }),
    fc.infiniteStream(fc.nat()),
    (gaps, choices) => {
      const window = new OffsetWindow(10);
      const open = gaps.map((gap) => window.begin(window.next + gap - 1));
      while (open.length > 0) {
        expect(window.finishedBelow).toBe(open.reduce((low, slot) => Math.min(low, slot.offset), Infinity));
        const [slot] = open.splice((choices.next().value ?? 0) % open.length, 1);
        if (slot !== undefined) window.finish(slot);
      }
      expect(window.finishedBelow).toBe(window.next);
      expect(window.size).toBe(0);
    },
  );
  fc.assert(property);
});

test('skipping moves on only forwards, and past nothing that is unfinished', () => {
  const window = new OffsetWindow(5);
  window.skipTo(3);
  expect([window.next, window.finishedBelow]).toEqual([5, 5]);
  const slot = window.begin(5);
  window.skipTo(9);
  expect([window.next, window.finishedBelow]).toEqual([9, 5]);
  window.finish(slot);
  expect(window.finishedBelow).toBe(9);
});

test('an offset begins once', () => {
  const window = new OffsetWindow(0);
  window.begin(4);
  expect(() => window.begin(4)).toThrow('begun before');
});

test('a long window behind one unfinished offset keeps its place', () => {
  const window = new OffsetWindow(0);
  const first = window.begin(0);
  for (let offset = 1; offset < 5_000; offset++) window.finish(window.begin(offset));
  expect([window.finishedBelow, window.size]).toEqual([0, 5_000]);
  window.finish(first);
  expect([window.finishedBelow, window.size]).toEqual([5_000, 0]);
});
