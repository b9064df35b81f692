import { SystemTimers } from '@microchat/adapters/system-time';
import { externalEngines } from '@microchat/host/config/engine-combination';
import { loadConfig } from '@microchat/host/config/load-config';
import { testEngine } from '@microchat/local-engines/test-engine';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { examine } from './doctor/doctor.ts';
import { engineSecurity } from './engine-security.ts';
import { externalObservers } from './external-metrics.ts';
import { ExternalPorts } from './external-ports.ts';
import { type SecuredEngines, startSecuredEngines } from './testing/secured-engines.ts';

const canRun = (['cassandra', 'kafka', 'redis'] as const).every((name) => testEngine(name) !== undefined);

// The first one migrates.
describe.skipIf(!canRun)('engines that speak TLS and ask for a password', { timeout: 90_000 }, () => {
  let engines: SecuredEngines;

  beforeAll(async () => {
    engines = await startSecuredEngines();
  }, 180_000);
  afterAll(() => engines.stop());

  /** The ports as the server opens them. */
  function openPorts(changed: Record<string, string> = {}): ExternalPorts {
    const config = loadConfig({
      ...engines.environment,
      MICROCHAT_ENGINE_START_TIMEOUT_MS: '3000',
      ...changed,
    });
    const addresses = externalEngines(config);
    if (addresses === undefined) throw new Error('no engines');
    const logger = silentLogger();
    return new ExternalPorts({
      engines: addresses,
      config,
      security: engineSecurity(config),
      timers: new SystemTimers(),
      random: { next: () => 0.5, bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
      logger,
      observers: externalObservers(new Registry(), logger),
    });
  }

  test('serve with the user, the password and the authority of the configuration', async () => {
    const ports = openPorts();
    const [kv, log, presence] = await Promise.all([ports.kv(), ports.eventLog(), ports.presence()]);
    expect(await kv.read({ table: 'users', partition: 'nobody' })).toMatchObject({ version: 0 });
    await log.append([{ topic: 'security', key: 'k', sequence: 1, value: Buffer.from('v') }]);
    expect(await presence.interested(['user:nobody'])).toEqual([[]]);
    await ports.close();
  });

  test('Kafka also takes a plain password over TLS', async () => {
    const ports = openPorts({ KAFKA_SASL_MECHANISM: 'plain' });
    const log = await ports.eventLog();
    await log.append([{ topic: 'security', key: 'k', sequence: 2, value: Buffer.from('v') }]);
    await ports.close();
  });

  test('a wrong password stops the start, with the name of what is wrong', async () => {
    const ports = openPorts({ CASSANDRA_PASSWORD: 'wrong', REDIS_URL: wrongRedisPassword(engines) });
    await expect(ports.kv()).rejects.toThrow(/Cassandra at .* cannot be used: .*and\/or password are incorrect/);
    await expect(ports.presence()).rejects.toThrow(/Redis at .* cannot be used: .*WRONGPASS/);
    await ports.close();
  });

  test('an authority that did not sign the certificates stops the start', async () => {
    const ports = openPorts({ CASSANDRA_CA: engines.foreignCa, REDIS_CA: engines.foreignCa });
    await expect(ports.kv()).rejects.toThrow(/Cassandra at .* cannot be used: .*certificate/);
    await expect(ports.presence()).rejects.toThrow(/Redis at .* cannot be used: .*certificate/);
    await ports.close();
  });

  const examineWith = (changed: Record<string, string>) =>
    examine(() =>
      loadConfig({ ...engines.environment, MICROCHAT_METRICS_PORT: '0', MICROCHAT_TARGET: 'logic', ...changed }),
    );

  test.each([
    ['Cassandra', () => ({ CASSANDRA_PASSWORD: 'wrong' }), 'CASSANDRA_PASSWORD'],
    ['Cassandra', () => ({ CASSANDRA_CA: engines.foreignCa }), 'CASSANDRA_CA'],
    ['Cassandra', () => ({ CASSANDRA_CA: '' }), 'CASSANDRA_CA'],
    ['Kafka', () => ({ KAFKA_PASSWORD: 'wrong' }), 'KAFKA_PASSWORD'],
    ['Kafka', () => ({ KAFKA_CA: engines.foreignCa }), 'KAFKA_CA'],
    ['Kafka', () => ({ KAFKA_CA: '' }), 'KAFKA_CA'],
    ['Redis', () => ({ REDIS_URL: wrongRedisPassword(engines) }), 'password in REDIS_URL'],
    ['Redis', () => ({ REDIS_CA: engines.foreignCa }), 'REDIS_CA'],
  ])('%s: the doctor names what is wrong: %o', async (subject, changed, variable) => {
    const problems = (await examineWith(changed())).filter(({ level }) => level === 'problem');
    expect(problems).toMatchObject([{ subject, advice: expect.stringContaining(variable) }]);
  });

  test('the doctor finds nothing wrong with what is right', async () => {
    const problems = (await examineWith({})).filter(({ level }) => level === 'problem');
    expect(problems).toEqual([]);
  });
});

function wrongRedisPassword({ environment }: SecuredEngines): string {
  const url = new URL(environment['REDIS_URL'] ?? '');
  url.password = 'wrong';
  return url.toString();
}
