import { describeWithEngine } from '@microchat/local-engines/test-engine';
import { freshName } from '@microchat/testkit/engine-under-test';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { redisUnderTest, type RedisUnderTest } from './testing/redis-under-test.ts';

describeWithEngine('redis', 'RedisPresence', (address) => {
  let subject: RedisUnderTest;
  beforeEach(async () => {
    subject = await redisUnderTest(address, { commandTimeoutMs: 10_000 });
  });
  afterEach(() => subject.close());

  const minute = 60_000;

  async function newWorker(...topics: string[]) {
    const worker = { incarnation: freshName('incarnation'), address: 'host:1' };
    await subject.presence.openLease(worker, minute);
    expect(await subject.presence.register(worker.incarnation, topics, 1)).toBe(true);
    return worker;
  }

  test('a lease ends by itself', async () => {
    const worker = { incarnation: freshName('incarnation'), address: 'host:1' };
    await subject.presence.openLease(worker, 1_000);
    await vi.waitFor(async () => expect(await subject.presence.register(worker.incarnation, [], 1)).toBe(false), {
      timeout: 10_000,
    });
    expect(await subject.presence.renewLease(worker.incarnation, minute)).toBe(false);
  });

  test('two processes see the same', async () => {
    const worker = await newWorker('u:alice');
    const other = await redisUnderTest(address, { keyPrefix: subject.keyPrefix });
    try {
      expect(await other.presence.interested(['u:alice'])).toEqual([[worker]]);
      expect(await other.presence.renewLease(worker.incarnation, minute)).toBe(true);
      await other.presence.unregister(worker.incarnation, ['u:alice'], 1);
      expect(await subject.presence.interested(['u:alice'])).toEqual([[]]);
    } finally {
      await other.close();
    }
  });

  test('many topics in one call, in order', async () => {
    const topics = Array.from({ length: 1_700 }, (_, number) => `u:${number}`);
    const worker = await newWorker(...topics);
    const odd = topics.filter((_, number) => number % 2 === 1);
    await subject.presence.unregister(worker.incarnation, odd, 1);
    const expected = topics.map((_, number) => (number % 2 === 1 ? [] : [worker]));
    expect(await subject.presence.interested(topics)).toEqual(expected);
  });

  test('a clock that jumps ahead and back ends leases for good', async () => {
    const worker = await newWorker('u:alice');
    await subject.shiftLeases(2 * minute);
    expect(await subject.presence.interested(['u:alice'])).toEqual([[]]);
    await subject.shiftLeases(-2 * minute);
    expect(await subject.presence.interested(['u:alice'])).toEqual([[]]);
    expect(await subject.presence.renewLease(worker.incarnation, minute)).toBe(false);
  });

  test('what ended workers leave behind is cleaned up by those that live, a part at a time', async () => {
    const topics = Array.from({ length: 500 }, (_, number) => `u:${number}`);
    for (let worker = 0; worker < 3; worker++) await newWorker(...topics);
    await subject.shiftLeases(2 * minute);
    const living = await newWorker('g:team');
    const before = (await subject.keys()).length;
    expect(before).toBeGreaterThan(topics.length);
    let renewals = 0;
    for (; (await subject.redis.zcard(`${subject.keyPrefix}presence:leases`)) > 1; renewals++) {
      expect(await subject.presence.renewLease(living.incarnation, minute)).toBe(true);
      expect(renewals).toBeLessThan(20);
    }
    expect(renewals).toBeGreaterThan(3);
    const kept = (await subject.keys())
      .map((key) => key.replace(/^.*presence:/, ''))
      .filter((key) => !key.startsWith('lease:'));
    expect(kept.sort()).toEqual(['interest:g:team', 'leases', `registered:${living.incarnation}`]);
    // Their incarnations are remembered for a time, not for ever.
    for (const key of (await subject.keys()).filter((name) => name.includes('lease:'))) {
      expect(await subject.redis.pttl(key)).toBeGreaterThan(0);
    }
  });

  test('scripts that the server has forgotten are sent again', async () => {
    const worker = await newWorker('u:alice');
    await subject.redis.script('FLUSH');
    expect(await subject.presence.interested(['u:alice'])).toEqual([[worker]]);
  });

  test('calls past the bound are refused, the others are done', async () => {
    const refused = vi.fn<() => void>();
    const narrow = await redisUnderTest(address, { inFlightMax: 2, observer: { refused } });
    try {
      const results = await Promise.allSettled([1, 2, 3].map(() => narrow.presence.interested(['u:alice'])));
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
      expect(refused).toHaveBeenCalledTimes(1);
      expect(await narrow.presence.interested(['u:alice'])).toEqual([[]]);
    } finally {
      await narrow.close();
    }
  });
});
