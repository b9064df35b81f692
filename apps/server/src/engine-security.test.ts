import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ConfigError } from '@microchat/host/config/config';
import { loadConfig } from '@microchat/host/config/load-config';
import { afterAll, expect, test } from 'vitest';

import { engineSecurity } from './engine-security.ts';

const folder = mkdtempSync(join(tmpdir(), 'microchat-trust-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pem = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n';
function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

test('without settings nothing is asked of the engines', () => {
  expect(engineSecurity(loadConfig({}))).toEqual({ cassandra: {}, kafka: {}, redis: {} });
});

test('users, passwords and authorities go to the clients of their engines', () => {
  const config = loadConfig({
    CASSANDRA_USERNAME: 'c',
    CASSANDRA_PASSWORD: 'cp',
    CASSANDRA_CA: file('ca.pem', pem),
    KAFKA_USERNAME: 'k',
    KAFKA_PASSWORD: 'kp',
    KAFKA_SASL_MECHANISM: 'scram-sha-256',
    KAFKA_CA: file('ca.pem', pem),
    REDIS_CA: file('ca.pem', pem),
  });
  expect(engineSecurity(config)).toEqual({
    cassandra: { credentials: { username: 'c', password: 'cp' }, tls: { ca: pem } },
    kafka: { sasl: { mechanism: 'scram-sha-256', username: 'k', password: 'kp' }, ssl: { ca: pem } },
    redis: { tls: { ca: pem } },
  });
});

test('files that can’t be used are named all at once, with their variables', () => {
  const config = loadConfig({
    CASSANDRA_CA: join(folder, 'absent.pem'),
    KAFKA_CA: file('key.pem', '-----BEGIN PRIVATE KEY-----'),
    REDIS_CA: folder,
  });
  const failure = captured(() => engineSecurity(config));
  expect(failure).toBeInstanceOf(ConfigError);
  expect((failure as ConfigError).problems).toEqual([
    `CASSANDRA_CA: ${join(folder, 'absent.pem')} cannot be read: ENOENT`,
    `KAFKA_CA: no certificate in PEM in ${join(folder, 'key.pem')}`,
    `REDIS_CA: ${folder} cannot be read: EISDIR`,
  ]);
});

function captured(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
