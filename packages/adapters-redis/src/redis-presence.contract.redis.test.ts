import { describeWithEngine } from '@microchat/local-engines/test-engine';
import type { Presence } from '@microchat/ports/presence';
import { presenceContract } from '@microchat/testkit/presence-contract';
import { afterEach } from 'vitest';
import { redisUnderTest, type RedisUnderTest } from './testing/redis-under-test.ts';

/** The suite's leases of 1 s live that much longer here: a busy machine that stalls a second ends none of them. */
const stretch = 20;

function stretched(presence: Presence): Presence {
  return {
    openLease: (worker, ttlMs) => presence.openLease(worker, ttlMs * stretch),
    renewLease: (incarnation, ttlMs) => presence.renewLease(incarnation, ttlMs * stretch),
    closeLease: (incarnation) => presence.closeLease(incarnation),
    register: (incarnation, topics, order) => presence.register(incarnation, topics, order),
    unregister: (incarnation, topics, order) => presence.unregister(incarnation, topics, order),
    interested: (topics) => presence.interested(topics),
  };
}

describeWithEngine('redis', 'RedisPresence', (address) => {
  let subject: RedisUnderTest | undefined;
  afterEach(() => subject?.close());

  presenceContract(async () => {
    const opened = await redisUnderTest(address, { commandTimeoutMs: 10_000 });
    subject = opened;
    return { presence: stretched(opened.presence), advance: (ms) => opened.shiftLeases(ms * stretch) };
  });
});
