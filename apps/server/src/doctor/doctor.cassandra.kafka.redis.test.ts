import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadConfig } from '@microchat/host/config/load-config';
import { testEngine } from '@microchat/local-engines/test-engine';
import { Client } from 'cassandra-driver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { freePort } from '../free-port.ts';
import { migrate } from '../migrate.ts';
import { examine } from './doctor.ts';
import type { Findings } from './finding.ts';

const [cassandra, kafka, redis] = (['cassandra', 'kafka', 'redis'] as const).map(testEngine);
const canRun = cassandra !== undefined && kafka !== undefined && redis !== undefined;
const name = `doctor_${randomBytes(4).toString('hex')}`;
const folder = mkdtempSync(join(tmpdir(), 'microchat-doctor-'));

const environment = {
  CASSANDRA_CONTACT_POINTS: cassandra,
  KAFKA_BROKERS: kafka,
  REDIS_URL: redis,
  MICROCHAT_CASSANDRA_KEYSPACE: name,
  MICROCHAT_KAFKA_PREFIX: `${name}.`,
  MICROCHAT_DATA_DIR: folder,
  MICROCHAT_API_PORT: '0',
  MICROCHAT_GATEWAY_PORT: '0',
  MICROCHAT_BUSINESS_PORT: '0',
  MICROCHAT_METRICS_PORT: '0',
};

function examineWith(changed: Record<string, string> = {}): Promise<Findings> {
  return examine(() => loadConfig({ ...environment, ...changed }));
}

const problems = (findings: Findings) => findings.filter(({ level }) => level === 'problem');

describe.skipIf(!canRun)('the doctor with Cassandra, Kafka and Redis', { timeout: 90_000 }, () => {
  const said: string[] = [];

  beforeAll(async () => {
    const before = await examineWith();
    expect(problems(before)).toMatchObject([
      { subject: 'Cassandra', message: `there is no keyspace ${name}`, advice: expect.stringContaining('migrate') },
    ]);
    expect(before.find(({ message }) => message.startsWith('topics are missing'))?.level).toBe('warning');
    await migrate(loadConfig(environment), (line) => said.push(line));
  }, 120_000);

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await statement(`DROP KEYSPACE IF EXISTS ${name}`);
  });

  test('migrate says what it did, and that there is nothing to do', async () => {
    expect(said[0]).toMatch(/^Cassandra: keyspace doctor_\w+: migrated /);
    expect(said.filter((line) => / created: 12 partitions/.test(line))).toHaveLength(4);
    const again: string[] = [];
    await migrate(loadConfig(environment), (line) => again.push(line));
    expect(again).toEqual([
      `Cassandra: keyspace ${name} is up to date`,
      ...Array.from({ length: 4 }, () => expect.stringMatching(/ exists: 12 partitions/)),
    ]);
  });

  test('finds nothing wrong once it is migrated, and says what one copy means', async () => {
    const findings = await examineWith();
    expect(problems(findings)).toEqual([]);
    const text = findings.map(({ subject, message }) => `${subject}: ${message}`).join('\n');
    expect(text).toMatch(/Cassandra: 1 node, version 5\./);
    expect(text).toContain(`Cassandra: keyspace ${name} is up to date`);
    expect(text).toContain('Cassandra: 1 copy of every row on 1 node: data is lost with its node');
    expect(text).toContain('Kafka: 1 broker');
    expect(text).toMatch(/Redis: version \d/);
  });

  test.each([
    ['Cassandra', 'CASSANDRA_CONTACT_POINTS', ''],
    ['Kafka', 'KAFKA_BROKERS', ''],
    ['Redis', 'REDIS_URL', 'redis://'],
  ])('%s that is not there is named, with %s', async (subject, variable, scheme) => {
    const address = `${scheme}127.0.0.1:${await freePort('127.0.0.1')}`;
    const found = problems(await examineWith({ [variable]: address }));
    expect(found).toMatchObject([{ subject, advice: expect.stringContaining(variable) }]);
    expect(found[0]?.message).toContain('ECONNREFUSED');
  });

  test('a data center that does not exist is named, with those that do', async () => {
    const found = problems(await examineWith({ MICROCHAT_CASSANDRA_DATA_CENTER: 'atlantis' }));
    expect(found).toMatchObject([
      { subject: 'Cassandra', advice: expect.stringContaining('MICROCHAT_CASSANDRA_DATA_CENTER') },
    ]);
    expect(found[0]?.message).toContain('datacenter1');
  });

  test('a migration that is missing is named', async () => {
    await statement(`DELETE FROM ${name}.schema_migrations WHERE scope = 'schema' AND number = 1`);
    expect(problems(await examineWith())).toMatchObject([
      {
        subject: 'Cassandra',
        message: expect.stringContaining('lacks migrations: '),
        advice: expect.stringContaining('migrate'),
      },
    ]);
    await migrate(loadConfig(environment), () => undefined);
    expect(problems(await examineWith())).toEqual([]);
  });

  async function statement(cql: string): Promise<void> {
    const client = new Client({ contactPoints: (cassandra ?? '').split(','), localDataCenter: 'datacenter1' });
    try {
      await client.execute(cql, [], { readTimeout: 30_000 });
    } finally {
      await client.shutdown();
    }
  }
});
