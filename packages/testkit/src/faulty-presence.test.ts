import { type Presence, PresenceUnavailableError, type Worker } from '@microchat/ports/presence';
import { expect, test } from 'vitest';
import { FaultyPresence, type PresenceFault } from './faulty-presence.ts';
import { realTimers } from './real-timers.ts';
import { SeededRandom } from './seeded-random.ts';

const worker: Worker = { incarnation: 'i', address: 'a' };

/** Notes which calls reached it; `current` is what it answers to `interested`. */
class RecordingPresence implements Presence {
  readonly calls: string[] = [];
  current: Worker[] = [];

  async openLease(): Promise<void> {
    this.calls.push('openLease');
  }
  async renewLease(): Promise<boolean> {
    this.calls.push('renewLease');
    return true;
  }
  async closeLease(): Promise<void> {
    this.calls.push('closeLease');
  }
  async register(): Promise<boolean> {
    this.calls.push('register');
    return true;
  }
  async unregister(): Promise<void> {
    this.calls.push('unregister');
  }
  async interested(topics: readonly string[]): Promise<Worker[][]> {
    this.calls.push('interested');
    return topics.map(() => this.current);
  }
}

function faultyWith(plan: readonly (PresenceFault | undefined)[]) {
  const inner = new RecordingPresence();
  const random = new SeededRandom('presence');
  const faulty = new FaultyPresence(inner, {
    random,
    timers: realTimers,
    delayMsMax: 5,
    plan: ({ number }) => plan[number - 1],
  });
  return { inner, faulty };
}

test.each([
  ['unavailable', []],
  ['unknownApplied', ['register']],
] as const)('%s: told that it failed, calls that got through: %j', async (fault, calls) => {
  const { inner, faulty } = faultyWith([fault]);
  await expect(faulty.register('i', ['t'], 1)).rejects.toBeInstanceOf(PresenceUnavailableError);
  expect(inner.calls).toEqual(calls);
  expect(faulty.dice.fired[fault]).toBe(1);
});

test.each([
  ['expired', false, ['closeLease']],
  ['falselyExpired', false, []],
  ['delay', true, ['renewLease']],
] as const)('%s: renewed %s, calls that got through: %j', async (fault, renewed, calls) => {
  const { inner, faulty } = faultyWith([fault]);
  expect(await faulty.renewLease('i', 1_000)).toBe(renewed);
  expect(inner.calls).toEqual(calls);
});

test('stale: the last true answer once more', async () => {
  const { inner, faulty } = faultyWith(['stale', undefined, 'stale', undefined]);
  inner.current = [worker];
  expect(await faulty.interested(['t'])).toEqual([[]]);
  expect(await faulty.interested(['t'])).toEqual([[worker]]);
  inner.current = [];
  expect(await faulty.interested(['t'])).toEqual([[worker]]);
  expect(await faulty.interested(['t'])).toEqual([[]]);
});

test('without a fault everything gets through', async () => {
  const { inner, faulty } = faultyWith([]);
  await faulty.openLease(worker, 1_000);
  await faulty.register('i', ['t'], 1);
  await faulty.unregister('i', ['t'], 1);
  await faulty.closeLease('i');
  expect(inner.calls).toEqual(['openLease', 'register', 'unregister', 'closeLease']);
});
