import type { UserStoreDefinition } from '@microchat/proto/microchat/storage/v1/UserStore';
import { ServiceError } from '@microchat/core/service-error';
import { ManualTime, settle } from '@microchat/testkit/manual-time';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { beforeEach, describe, expect, test } from 'vitest';

import type { Channel, OutgoingCall } from './channel.ts';
import { createClient } from './client.ts';
import { serviceCodec } from './codec.ts';
import { silentObserver } from './rpc-observer.ts';
import { slotMs } from './deadline-queue.ts';
import { ServerCall } from './server-call.ts';
import type { Client } from './service-contract.ts';
import { connectionLost, notConnected } from './transport-errors.ts';
import { echoContract } from './testing/echo-service.ts';

/** Keeps the attempts for the test to answer. */
class FakeChannel implements Channel {
  readonly attempts: { call: OutgoingCall; timeoutMs: number; isCancelled: boolean }[] = [];

  start(call: OutgoingCall): () => void {
    const attempt = { call, timeoutMs: call.timeoutMs, isCancelled: false };
    this.attempts.push(attempt);
    return () => {
      attempt.isCancelled = true;
    };
  }

  fail(error: ServiceError = connectionLost()): void {
    this.attempts.at(-1)?.call.fail(error);
  }

  succeed(userId = 'alice'): void {
    const codec = serviceCodec(echoContract).methods.get('getUsers');
    this.attempts.at(-1)?.call.succeed(codec?.encodeReply({ users: [{ userId }] }) ?? Buffer.alloc(0));
  }

  close(): void {}
}

let time: ManualTime;
let channel: FakeChannel;
let client: Client<UserStoreDefinition>;
let observed: string[];

beforeEach(() => {
  time = new ManualTime();
  channel = new FakeChannel();
  observed = [];
  client = createClient(echoContract, channel, {
    timers: time,
    random: new SeededRandom('client'),
    observer: {
      ...silentObserver,
      retried: () => observed.push('retried'),
      retryDenied: () => observed.push('denied'),
    },
  });
});

/** The outcome of a call, once there is one. */
function track(answer: Promise<unknown>): { outcome: unknown } {
  const tracked: { outcome: unknown } = { outcome: 'pending' };
  answer.then(
    (reply) => {
      tracked.outcome = reply;
    },
    (error: unknown) => {
      tracked.outcome = error;
    },
  );
  return tracked;
}

describe('client', () => {
  test('the repetition gets what is left of the deadline', async () => {
    const call = track(client.getUsers({}, { timeoutMs: 1_000 }));
    time.advance(300);
    channel.fail();
    time.advance(40);
    expect(channel.attempts.map((attempt) => Math.round(attempt.timeoutMs / 100))).toEqual([10, 7]);
    channel.succeed();
    await settle();
    expect(call.outcome).toMatchObject({ users: [{ userId: 'alice' }] });
    expect(time.pending).toBe(0);
  });

  test('waits as long as the error advises before it repeats', () => {
    track(client.getUsers({}));
    channel.fail(notConnected(500));
    time.advance(499);
    expect(channel.attempts).toHaveLength(1);
    time.advance(21);
    expect(channel.attempts).toHaveLength(2);
  });

  test('does not repeat twice, nor what cannot be answered in time, nor other errors', async () => {
    const twice = track(client.getUsers({}));
    channel.fail();
    time.advance(40);
    channel.fail();
    const late = track(client.getUsers({}, { timeoutMs: 100 }));
    channel.fail(notConnected(200));
    const other = track(client.getUsers({}));
    channel.fail(new ServiceError('ABORTED', { reason: 'RACE', message: 'lost' }));
    await settle();
    expect(channel.attempts).toHaveLength(4);
    expect(twice.outcome).toMatchObject({ code: 'UNAVAILABLE' });
    expect(late.outcome).toMatchObject({ code: 'UNAVAILABLE' });
    expect(other.outcome).toMatchObject({ code: 'ABORTED' });
  });

  test('in an outage repetitions stay within the budget', async () => {
    for (let call = 0; call < 100; call++) {
      track(client.getUsers({}));
      channel.fail();
      time.advance(40);
      if (channel.attempts.length > call + 1) channel.fail();
    }
    await settle();
    const retried = observed.filter((event) => event === 'retried').length;
    expect(retried).toBeGreaterThanOrEqual(10);
    expect(retried).toBeLessThanOrEqual(20);
    expect(observed.filter((event) => event === 'denied')).toHaveLength(100 - retried);
  });

  test('a cancellation between two attempts ends the call', async () => {
    const controller = new AbortController();
    const call = track(client.getUsers({}, { signal: controller.signal }));
    channel.fail();
    controller.abort();
    time.advance(1_000);
    await settle();
    expect(call.outcome).toMatchObject({ code: 'CANCELLED' });
    expect([channel.attempts.length, time.pending]).toEqual([1, 0]);
  });

  test('a call on behalf of one whose deadline has passed says so, whichever of the two is noticed first', async () => {
    const parent = new ServerCall(time, 100, '');
    const call = track(client.getUsers({}, { signal: parent.signal, timeoutMs: 1_000 }));
    time.advance(100 + slotMs);
    await settle();
    expect(call.outcome).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(channel.attempts[0]?.isCancelled).toBe(true);
    const late = track(client.getUsers({}, { signal: parent.signal }));
    await settle();
    expect(late.outcome).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(channel.attempts).toHaveLength(1);
  });

  test('an answer after the deadline is ignored, and the server was told', async () => {
    const call = track(client.getUsers({}, { timeoutMs: 100 }));
    time.advance(100 + slotMs);
    channel.succeed();
    channel.fail();
    await settle();
    expect(call.outcome).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(channel.attempts[0]?.isCancelled).toBe(true);
  });

  test('an answer that cannot be decoded is INTERNAL', async () => {
    const call = track(client.getUsers({}));
    channel.attempts[0]?.call.succeed(Buffer.from([0xff, 0xff]));
    await settle();
    expect(call.outcome).toMatchObject({ code: 'INTERNAL' });
  });

  test('thousands of calls on one signal leave no listeners behind', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    for (let call = 0; call < 1_000; call++) {
      track(client.getUsers({}, { signal }));
      channel.succeed();
    }
    await settle();
    expect([listeners, time.pending]).toEqual([0, 0]);
  });
});
