import { InProcessPresence } from '@microchat/adapters/in-process-presence';
import { LocalServices } from '@microchat/rpc/local-services';
import { ManualTime } from '@microchat/testkit/manual-time';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { Registry } from 'prom-client';
import { beforeEach, describe, expect, it } from 'vitest';
import { presence } from './contract.ts';
import { presenceHandlers } from './module.ts';

const one = { incarnation: 'worker-one', address: 'unix:/one.sock' };
const two = { incarnation: 'worker-two', address: 'unix:/two.sock' };
const ttlMs = 5_000;

function start() {
  const time = new ManualTime();
  const metrics = new Registry();
  const services = new LocalServices({ timers: realTimers, random: new SeededRandom(1) });
  services.add(presence, presenceHandlers(new InProcessPresence(time), metrics));
  return { time, metrics, client: services.client(presence) };
}

describe('presence', () => {
  let { time, metrics, client } = start();
  beforeEach(() => {
    ({ time, metrics, client } = start());
  });

  const interestedIn = async (...topics: string[]) => {
    const reply = await client.getInterested({ topics });
    return reply.topics.map((topic) => topic.workers.map((worker) => worker.incarnation));
  };

  it('answers the workers of each topic, in the order asked', async () => {
    await client.openLease({ ...one, ttlMs });
    await client.openLease({ ...two, ttlMs });
    await client.register({ incarnation: one.incarnation, topics: ['u:alice', 'g:team'] });
    await client.register({ incarnation: two.incarnation, topics: ['g:team'] });
    expect(await interestedIn('g:team', 'u:nobody', 'u:alice')).toEqual([
      [one.incarnation, two.incarnation],
      [],
      [one.incarnation],
    ]);
    expect(await client.getInterested({ topics: ['u:alice'] })).toEqual({ topics: [{ workers: [one] }] });

    await client.unregister({ incarnation: one.incarnation, topics: ['g:team'] });
    expect(await interestedIn('g:team')).toEqual([[two.incarnation]]);
    await client.closeLease({ incarnation: two.incarnation });
    expect(await interestedIn('g:team')).toEqual([[]]);
  });

  it('tells a worker whose lease ran out, and counts it', async () => {
    await client.openLease({ ...one, ttlMs });
    await client.register({ incarnation: one.incarnation, topics: ['u:alice'] });
    time.advance(ttlMs - 1);
    expect(await client.renewLease({ incarnation: one.incarnation, ttlMs })).toEqual({ alive: true });
    time.advance(ttlMs);
    expect(await interestedIn('u:alice')).toEqual([[]]);
    expect(await client.renewLease({ incarnation: one.incarnation, ttlMs })).toEqual({ alive: false });
    await expect(client.register({ incarnation: one.incarnation, topics: ['u:alice'] })).rejects.toMatchObject({
      code: 'FAILED_PRECONDITION',
      reason: 'LEASE_LOST',
    });
    expect(await metrics.metrics()).toContain('microchat_presence_leases_lost_total 2');
  });

  it('takes an incarnation once', async () => {
    await client.openLease({ ...one, ttlMs });
    await client.closeLease({ incarnation: one.incarnation });
    await expect(client.openLease({ ...one, ttlMs })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      reason: 'INCARNATION_USED',
    });
  });

  it.each([1_000, 60_000])('takes a lease of %i ms', async (bound) => {
    await expect(client.openLease({ ...one, ttlMs: bound })).resolves.toEqual({});
  });

  it.each([
    ['ttlMs', { ttlMs: 999 }],
    ['ttlMs', { ttlMs: 60_001 }],
    ['incarnation', { incarnation: '' }],
    ['address', { address: '' }],
    ['address', { address: 'x'.repeat(257) }],
  ])('refuses a lease with a bad %s', async (field, part) => {
    await expect(client.openLease({ ...one, ttlMs, ...part })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      field,
    });
  });

  it.each([
    ['topics[1]', ['u:alice', 'alice']],
    ['topics[0]', ['g:']],
    ['topics', Array.from({ length: 501 }, (_, place) => `u:user-${place}`)],
  ])('refuses bad %s', async (field, topics) => {
    await client.openLease({ ...one, ttlMs });
    const refused = { code: 'INVALID_ARGUMENT', field };
    await expect(client.register({ incarnation: one.incarnation, topics })).rejects.toMatchObject(refused);
    await expect(client.getInterested({ topics })).rejects.toMatchObject(refused);
  });
});
