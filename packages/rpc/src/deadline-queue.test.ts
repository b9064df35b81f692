import { ManualTime } from '@microchat/testkit/manual-time';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { DeadlineQueue, type DeadlineSlot, slotMs } from './deadline-queue.ts';

class Entry {
  readonly deadlineMs: number;
  expiredMs: number | undefined;
  slot: DeadlineSlot | undefined;
  readonly #time: ManualTime;

  constructor(time: ManualTime, deadlineMs: number) {
    this.#time = time;
    this.deadlineMs = deadlineMs;
  }

  expire(): void {
    expect(this.expiredMs).toBeUndefined();
    this.expiredMs = this.#time.monotonicMs();
    // As a call does that ends.
    if (this.slot !== undefined) DeadlineQueue.of(this.#time).remove(this.slot, this);
  }
}

const action = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), inMs: fc.integer({ min: 0, max: 300 }) }),
  fc.record({ kind: fc.constant('remove' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('advance' as const), byMs: fc.integer({ min: 1, max: 120 }) }),
);

test('every deadline is met once, never early and at most a slot late, unless it was removed', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      const time = new ManualTime();
      const queue = DeadlineQueue.of(time);
      const waiting: Entry[] = [];
      const removed: Entry[] = [];
      const all: Entry[] = [];
      for (const step of actions) {
        if (step.kind === 'advance') time.advance(step.byMs);
        else if (step.kind === 'add') {
          const entry = new Entry(time, time.monotonicMs() + step.inMs);
          entry.slot = queue.add(entry.deadlineMs, entry);
          waiting.push(entry);
          all.push(entry);
        } else {
          const [entry] = waiting.splice(step.at % Math.max(1, waiting.length), 1);
          if (entry?.slot === undefined || entry.expiredMs !== undefined) continue;
          queue.remove(entry.slot, entry);
          removed.push(entry);
        }
      }
      time.advance(1_000);
      for (const { expiredMs } of removed) expect(expiredMs).toBeUndefined();
      for (const { expiredMs, deadlineMs } of all.filter((entry) => !removed.includes(entry))) {
        expect(expiredMs).toBeGreaterThanOrEqual(deadlineMs);
        expect(expiredMs).toBeLessThanOrEqual(deadlineMs + slotMs);
      }
      expect(time.pending).toBe(0);
    }),
  );
});

test('with nothing to wait for there is no timer', () => {
  const time = new ManualTime();
  const queue = DeadlineQueue.of(time);
  const entry = new Entry(time, 5_000);
  const slot = queue.add(5_000, entry);
  expect(time.pending).toBe(1);
  queue.remove(slot, entry);
  queue.remove(slot, entry);
  expect(time.pending).toBe(0);
});

test('an entry that adds another one while it expires', () => {
  const time = new ManualTime();
  const queue = DeadlineQueue.of(time);
  const later = new Entry(time, 200);
  queue.add(100, { expire: () => void queue.add(200, later) });
  time.advance(150);
  expect(later.expiredMs).toBeUndefined();
  time.advance(100);
  expect(later.expiredMs).toBeDefined();
});

test('entries that end because another one expires are not called', () => {
  const time = new ManualTime();
  const queue = DeadlineQueue.of(time);
  const called: string[] = [];
  const second = { expire: () => void called.push('second') };
  let slot: DeadlineSlot | undefined;
  const first = {
    expire() {
      called.push('first');
      if (slot !== undefined) queue.remove(slot, second);
    },
  };
  queue.add(100, first);
  slot = queue.add(100, second);
  const later = new Entry(time, 500);
  queue.add(500, later);
  time.advance(200);
  expect(called).toEqual(['first']);
  time.advance(400);
  expect(later.expiredMs).toBeDefined();
  expect(time.pending).toBe(0);
});
