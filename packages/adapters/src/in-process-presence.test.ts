import { ManualTime } from '@microchat/testkit/manual-time';
import { presenceContract } from '@microchat/testkit/presence-contract';
import { expect, test } from 'vitest';
import { InProcessPresence } from './in-process-presence.ts';

presenceContract(async () => {
  const time = new ManualTime();
  return { presence: new InProcessPresence(time), advance: (ms) => time.advanceSettling(ms) };
});

test('a jump of the wall clock ends no lease, and none is ended by a late timer only', async () => {
  const time = new ManualTime();
  const presence = new InProcessPresence(time);
  const worker = { incarnation: 'i', address: 'a' };
  await presence.openLease(worker, 1_000);
  await presence.register('i', ['u:alice'], 1);
  time.setNow(time.now() + 300_000);
  expect(await presence.interested(['u:alice'])).toEqual([[worker]]);
  const late = { after: () => ({ cancel: () => undefined }), monotonicMs: () => time.monotonicMs() };
  const withoutTimers = new InProcessPresence(late);
  await withoutTimers.openLease(worker, 1_000);
  await withoutTimers.register('i', ['u:alice'], 1);
  time.advance(1_000);
  expect(await withoutTimers.interested(['u:alice'])).toEqual([[]]);
});

test('ended leases leave no timers behind', async () => {
  const time = new ManualTime();
  const presence = new InProcessPresence(time);
  for (let number = 0; number < 20; number++) {
    await presence.openLease({ incarnation: `i${number}`, address: 'a' }, 1_000);
    await presence.renewLease(`i${number}`, 2_000);
    if (number % 2 === 0) await presence.closeLease(`i${number}`);
  }
  expect(time.pending).toBe(10);
  time.advance(2_000);
  expect(time.pending).toBe(0);
});
