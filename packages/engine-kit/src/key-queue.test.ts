import { expect, test } from 'vitest';
import { KeyQueue } from './key-queue.ts';
import { OffsetWindow } from './offset-window.ts';

function queueOf(count: number): KeyQueue {
  const queue = new KeyQueue('k');
  const partition = new OffsetWindow(0);
  for (let offset = 0; offset < count; offset++) {
    const record = { partition: 0, offset, key: 'k', sequence: offset, value: new Uint8Array() };
    queue.push({ record, partition, slot: partition.begin(offset) });
  }
  return queue;
}

const offsets = (queue: KeyQueue, batchMax = 10) => queue.nextBatch(batchMax).map((taken) => taken.record.offset);

test('a batch stays in the queue until it succeeded', () => {
  const queue = queueOf(5);
  expect(offsets(queue, 3)).toEqual([0, 1, 2]);
  expect(offsets(queue, 3)).toEqual([0, 1, 2]);
  queue.succeeded(3);
  expect(offsets(queue, 3)).toEqual([3, 4]);
});

test('a failed batch is handed out record by record, then batches come back', () => {
  const queue = queueOf(5);
  expect(queue.failed(3, 'other', 10).park).toBeUndefined();
  for (const offset of [0, 1, 2]) {
    expect(offsets(queue)).toEqual([offset]);
    queue.succeeded(1);
  }
  expect(offsets(queue)).toEqual([3, 4]);
});

test('poison in a batch parks nothing until the record is alone', () => {
  const queue = queueOf(2);
  expect(queue.failed(2, 'poison', 10).park).toBeUndefined();
  expect(queue.failed(1, 'poison', 10).park?.record.offset).toBe(0);
});

test('a record is parked at its last attempt; the next one has all of its own', () => {
  const queue = queueOf(2);
  expect(queue.failed(1, 'other', 3).park).toBeUndefined();
  expect(queue.failed(1, 'other', 3).park).toBeUndefined();
  expect(queue.failed(1, 'other', 3).park?.record.offset).toBe(0);
  queue.succeeded(1);
  expect(queue.failed(1, 'other', 3).park).toBeUndefined();
});

test('waiting for something costs no attempt and splits no batch', () => {
  const queue = queueOf(3);
  for (let time = 0; time < 50; time++) expect(queue.failed(3, 'later', 2).park).toBeUndefined();
  expect(offsets(queue)).toEqual([0, 1, 2]);
  queue.succeeded(2);
  expect(queue.failed(1, 'other', 2).park).toBeUndefined();
});

test('the delay doubles from 10 ms to a second and starts again after a success', () => {
  const queue = queueOf(2);
  const delays = Array.from({ length: 9 }, () => queue.failed(1, 'later', 2).retryDelayMs);
  expect(delays).toEqual([10, 20, 40, 80, 160, 320, 640, 1_000, 1_000]);
  queue.succeeded(1);
  expect(queue.failed(1, 'later', 2).retryDelayMs).toBe(10);
});
