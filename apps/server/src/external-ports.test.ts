import { SystemTimers } from '@microchat/adapters/system-time';
import { externalEngines } from '@microchat/host/config/engine-combination';
import { loadConfig } from '@microchat/host/config/load-config';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';

import { externalObservers } from './external-metrics.ts';
import { ExternalPorts } from './external-ports.ts';
import { freePort } from './free-port.ts';

/** At an address where nothing listens. */
async function portsWithoutEngines(): Promise<{ ports: ExternalPorts; address: string; metrics: Registry }> {
  const address = `127.0.0.1:${await freePort('127.0.0.1')}`;
  const config = loadConfig({
    CASSANDRA_CONTACT_POINTS: address,
    KAFKA_BROKERS: address,
    REDIS_URL: `redis://user:hunter2@${address}`,
    MICROCHAT_ENGINE_START_TIMEOUT_MS: '300',
  });
  const engines = externalEngines(config);
  if (engines === undefined) throw new Error('no engines');
  const metrics = new Registry();
  const logger = silentLogger();
  const random = { next: () => 0.5, bytes: (count: number) => new Uint8Array(count) };
  const observers = externalObservers(metrics, logger);
  const timers = new SystemTimers();
  return {
    ports: new ExternalPorts({
      engines,
      config,
      security: { cassandra: {}, kafka: {}, redis: {} },
      timers,
      random,
      logger,
      observers,
    }),
    address,
    metrics,
  };
}

test('says that Cassandra does not answer, where it was looked for and what sets that', async () => {
  const { ports, address } = await portsWithoutEngines();
  await expect(ports.kv()).rejects.toThrow(
    `Cassandra at ${address} (CASSANDRA_CONTACT_POINTS) cannot be used: Cassandra cannot be reached`,
  );
  await ports.close();
});

test('says that Redis does not answer, without its password, and counts the attempts', async () => {
  const { ports, address, metrics } = await portsWithoutEngines();
  const failure = await ports.presence().catch((error: Error) => error);
  expect(String(failure)).toContain(`Redis at ${address} (REDIS_URL) cannot be used: `);
  expect(String(failure)).not.toContain('hunter2');
  expect(await metrics.metrics()).toMatch(/microchat_redis_events_total\{outcome="connection_failed"\} [1-9]/);
  await ports.close();
});

test('starts while Kafka is away: consumers and commits find it later', async () => {
  const { ports } = await portsWithoutEngines();
  const log = await ports.eventLog();
  expect(log.partitionCount('messages')).toBeGreaterThan(0);
  await ports.close();
});
