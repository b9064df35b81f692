import type { EngineUnderTest } from '@microchat/testkit/engine-under-test';
import { realTimers } from '@microchat/testkit/real-timers';
import { randomBytes } from 'node:crypto';
import { EventPublisher } from '../event-publisher.ts';
import { Durable, nextTurn, plainEventLog, plainKvStore } from './plain-engine.ts';

const random = { next: Math.random, bytes: (count: number) => randomBytes(count) };

/** A store and a log that know nothing of each other, composed, as the contract suites want it. */
export async function openPublishingEngine(): Promise<EngineUnderTest> {
  return underTest(new Durable());
}

function underTest(durable: Durable): EngineUnderTest {
  const eventLog = plainEventLog(durable, realTimers, nextTurn);
  const kv = plainKvStore(durable, nextTurn);
  const publisher = new EventPublisher({ kv, eventLog, timers: realTimers, random });
  publisher.start();
  return {
    kv: publisher.kv,
    eventLog,
    // The old process goes on with what it had begun, as a slow one would.
    async reopen() {
      eventLog.abandonConsumers();
      return underTest(durable);
    },
    async close() {
      await eventLog.stopConsumers();
      await publisher.stop();
    },
  };
}
