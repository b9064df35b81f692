import type { LogRecord } from '@microchat/ports/event-log';
import { expect, test } from 'vitest';
import { FetchedRecords } from './fetched-records.ts';

function records(from: number, to: number, bytes = 1): LogRecord[] {
  return Array.from({ length: to - from }, (_, index) => ({
    partition: 1,
    offset: from + index,
    key: 'k',
    sequence: from + index,
    value: Buffer.alloc(bytes),
  }));
}

function fetchedFrom(offset: number) {
  const fetched = new FetchedRecords({ startOffsets: [0, offset], save: async () => undefined });
  const pauses = { pauses: 0, resumes: 0 };
  const add = (from: number, to: number, bytes?: number) =>
    fetched.add(1, records(from, to, bytes), to, () => {
      pauses.pauses++;
      return () => void pauses.resumes++;
    });
  return { fetched, pauses, add };
}

test('hands out what was added, from an offset on, and each record once', async () => {
  const { fetched, add } = fetchedFrom(10);
  let visible = 0;
  const unlisten = fetched.onVisible(() => visible++);
  add(10, 15);
  expect([fetched.visibleEnd(0), fetched.visibleEnd(1), visible]).toEqual([0, 15, 1]);
  expect((await fetched.read(1, 10, 2)).map(({ offset }) => offset)).toEqual([10, 11]);
  expect((await fetched.read(1, 13, 10)).map(({ offset }) => offset)).toEqual([13, 14]);
  expect(await fetched.read(1, 15, 10)).toEqual([]);
  unlisten();
  add(15, 16);
  expect(visible).toBe(1);
});

test.each([
  ['records', 2_001, 1],
  ['bytes', 11, 100 * 1024],
])('too many %s pause the partition, once, until half of them are taken', async (_, count, bytes) => {
  const { fetched, pauses, add } = fetchedFrom(0);
  add(0, count, bytes);
  add(count, count + 1, bytes);
  expect([pauses, fetched.isPaused(1), fetched.isPaused(0)]).toEqual([{ pauses: 1, resumes: 0 }, true, false]);
  const third = Math.floor(count / 3);
  await fetched.read(1, 0, third);
  expect(fetched.isPaused(1)).toBe(true);
  await fetched.read(1, third, Math.floor(count / 2));
  expect([pauses, fetched.isPaused(1)]).toEqual([{ pauses: 1, resumes: 1 }, false]);
});
