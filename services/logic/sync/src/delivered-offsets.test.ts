import { type EventLog, EventLogUnavailableError } from '@microchat/ports/event-log';
import { ManualTime, settle } from '@microchat/testkit/manual-time';
import { beforeEach, expect, test } from 'vitest';
import { DeliveredOffsets } from './delivered-offsets.ts';

let time: ManualTime;
let missed: number;
let questions: PromiseWithResolvers<number[]>[];
let offsets: DeliveredOffsets;

beforeEach(() => {
  time = new ManualTime();
  missed = 0;
  questions = [];
  const eventLog = {
    committedOffsets() {
      const question = Promise.withResolvers<number[]>();
      questions.push(question);
      return question.promise;
    },
  } as unknown as EventLog;
  offsets = new DeliveredOffsets({ eventLog, timers: time, missed: () => void (missed += 1) });
});

test('what the log says, asked anew by everybody', async () => {
  const reads = [offsets.read(), offsets.read()];
  questions[0]?.resolve([1, 2]);
  questions[1]?.resolve([1, 3]);
  expect(await Promise.all(reads)).toEqual([
    [1, 2],
    [1, 3],
  ]);
  expect([missed, time.pending]).toEqual([0, 0]);
});

test('nothing while the log refuses, which is no error', async () => {
  const read = offsets.read();
  questions[0]?.reject(new EventLogUnavailableError('away'));
  expect(await read).toBeUndefined();
  expect(missed).toBe(1);
});

test('while a question is overdue nobody asks another one, and nobody waits', async () => {
  const first = offsets.read();
  await settle();
  time.advance(2_000);
  expect(await first).toBeUndefined();
  expect(await offsets.read()).toBeUndefined();
  expect([questions.length, missed]).toEqual([1, 2]);

  questions[0]?.reject(new EventLogUnavailableError('given up'));
  await settle();
  const again = offsets.read();
  questions[1]?.resolve([7]);
  expect(await again).toEqual([7]);
});

test('any other error is one', async () => {
  const read = offsets.read();
  questions[0]?.reject(new TypeError('a bug'));
  await expect(read).rejects.toThrow('a bug');
});
