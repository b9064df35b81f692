import { KvUnavailableError, KvUnknownOutcomeError } from '@microchat/ports/kv-store';
import { ManualTime, settle } from '@microchat/testkit/manual-time';
import { expect, test } from 'vitest';
import { WritesInFlight } from './writes-in-flight.ts';

const mebibyte = 1024 * 1024;

test('accepts 64 MiB that are not flushed, refuses more without starting it, accepts again afterwards', async () => {
  const writes = new WritesInFlight(new ManualTime(), () => undefined);
  const { promise, resolve } = Promise.withResolvers<string>();
  const first = writes.run(64 * mebibyte, () => promise);
  let started = false;
  const refused = writes.run(1, async () => {
    started = true;
  });
  await expect(refused).rejects.toBeInstanceOf(KvUnavailableError);
  expect(started).toBe(false);
  resolve('flushed');
  expect(await first).toBe('flushed');
  expect(await writes.run(64 * mebibyte, async () => 'next')).toBe('next');
});

test('a write that fails gives its room back, also when it fails at the call', async () => {
  const writes = new WritesInFlight(new ManualTime(), () => undefined);
  const throwing = () => {
    throw new Error('at the call');
  };
  await expect(writes.run(64 * mebibyte, throwing)).rejects.toThrow('at the call');
  await expect(writes.run(64 * mebibyte, () => Promise.reject(new Error('later')))).rejects.toThrow('later');
  expect(await writes.run(64 * mebibyte, async () => 'next')).toBe('next');
});

test('when a write is not answered for 30 s, all under way are unknown and the engine is lost', async () => {
  const time = new ManualTime();
  const lost: unknown[] = [];
  const writes = new WritesInFlight(time, (error) => void lost.push(error));
  const never = () => new Promise<void>(() => undefined);
  const outcomes = [writes.run(1, never)];
  await time.advanceSettling(10_000);
  outcomes.push(writes.run(1, never));
  await time.advanceSettling(19_000);
  expect(lost).toEqual([]);
  const refusals = Promise.all(
    outcomes.map((outcome) => expect(outcome).rejects.toBeInstanceOf(KvUnknownOutcomeError)),
  );
  await time.advanceSettling(5_000);
  await refusals;
  expect([lost.length, writes.lost]).toEqual([1, true]);
  await expect(writes.run(1, never)).rejects.toBeInstanceOf(KvUnavailableError);
  expect(time.pending).toBe(0);
});

test('writes that are answered in time lose nothing, however long they go on', async () => {
  const time = new ManualTime();
  const lost: unknown[] = [];
  const writes = new WritesInFlight(time, (error) => void lost.push(error));
  for (let round = 0; round < 10; round++) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const write = writes.run(1, () => promise);
    await time.advanceSettling(20_000);
    resolve();
    await write;
    await settle();
  }
  expect([lost, writes.lost]).toEqual([[], false]);
  await time.advanceSettling(10_000);
  expect(time.pending).toBe(0);
});
