import { randomUUID } from 'node:crypto';
import type { KvStore } from '@microchat/ports/kv-store';
import type { EngineUnderTest } from '@microchat/testkit/engine-under-test';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { realTimers } from '@microchat/testkit/real-timers';
import { KafkaEventLog, type KafkaEventLogOptions } from '../kafka-event-log.ts';

/** Options for tests: names of their own, so that runs on one server keep apart, and few partitions. */
export function testOptions(broker: string): KafkaEventLogOptions {
  return {
    brokers: [broker],
    timers: realTimers,
    prefix: `test-${randomUUID()}.`,
    partitions: 4,
    sessionTimeoutMs: 6_000,
  };
}

/** The Kafka log as the contract suites want it. The store is beside the point and lives in memory. */
export function openKafkaEngine(options: KafkaEventLogOptions): EngineUnderTest {
  return underTest(options, new MemoryEngine().kv);
}

function underTest(options: KafkaEventLogOptions, kv: KvStore): EngineUnderTest {
  const eventLog = new KafkaEventLog(options);
  return {
    kv,
    eventLog,
    async reopen() {
      eventLog.abandon();
      return underTest(options, kv);
    },
    close: () => eventLog.close(),
  };
}
