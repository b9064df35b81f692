import { expect, test } from 'vitest';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { EventQueue, type QueuedEvent } from './event-queue.ts';

function event(dueMs: number, sequence: number): QueuedEvent {
  return { dueMs, sequence, label: '', run: () => undefined, isCancelled: false };
}

test('events come by time, those of one time in the order they were queued', () => {
  const random = new SeededRandom('queue');
  const events = Array.from({ length: 500 }, (_, sequence) => event(random.integer(0, 40), sequence));
  const queue = new EventQueue();
  for (const queued of events) queue.push(queued);
  const expected = [...events].sort((left, right) => left.dueMs - right.dueMs || left.sequence - right.sequence);
  expect(Array.from(events, () => queue.pop())).toEqual(expected);
  expect(queue.pop()).toBeUndefined();
});

test('what was cancelled does not come', () => {
  const queue = new EventQueue();
  const [first, second] = [event(1, 0), event(2, 1)];
  queue.push(first);
  queue.push(second);
  first.isCancelled = true;
  expect(queue.pop()).toBe(second);
});
