import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { afterAll, describe, expect, test, vi } from 'vitest';

import { ConfigError } from './config.ts';
import { configurationDocument } from './documentation.ts';
import { externalEngines } from './engine-combination.ts';
import { childEnvironment, loadProcessConfig, redactedTexts, toTexts } from './environment.ts';
import { flagOptions } from './flags.ts';
import { loadConfig } from './load-config.ts';

describe('configuration', () => {
  test('has a default for everything that must be set', () => {
    expect(loadConfig({})).toMatchObject({
      host: '127.0.0.1',
      dataDir: './data',
      target: ['all'],
      heartbeatMs: 25_000,
      drainMs: 2_000,
      loginsPerPlatform: 'keep',
      connectsPerSecond: 2_000,
      apiPort: 8080,
      gatewayPort: 8081,
      businessPort: 9090,
      metricsPort: 9100,
      tokenSecret: undefined,
      allowedOrigins: undefined,
    });
  });

  test('flags win over the environment, and both over the default', () => {
    const environment = { MICROCHAT_API_PORT: '1', MICROCHAT_GATEWAY_PORT: '2' };
    const { values } = parseArgs({ args: ['--api-port', '3', '--target', 'api, sync'], options: flagOptions() });
    expect(loadConfig(environment, values as Record<string, string>)).toMatchObject({
      apiPort: 3,
      gatewayPort: 2,
      metricsPort: 9100,
      target: ['api', 'sync'],
    });
  });

  test('an empty value is not set', () => {
    expect(loadConfig({ MICROCHAT_API_PORT: '', REDIS_URL: '' })).toMatchObject({ apiPort: 8080, redisUrl: undefined });
  });

  test('port 0 is allowed', () => {
    expect(loadConfig({ MICROCHAT_API_PORT: '0' }).apiPort).toBe(0);
  });

  test('reports every problem at once, by the name that was used, without secrets', () => {
    const problems = problemsOf(
      {
        MICROCHAT_API_PORT: '70000',
        MICROCHAT_HEARTBEAT_MS: '1e3',
        MICROCHAT_TOKEN_SECRET: 'hunter2',
        MICROCHAT_ALLOWED_ORIGINS: 'https://a.example,b.example',
        MICROCHAT_LOG_LEVEL: 'loud',
        KAFKA_BROKERS: 'kafka',
        REDIS_URL: 'http://user:hunter2@redis',
      },
      { 'gateway-workers': '-1' },
    );
    expect(problems).toEqual([
      'MICROCHAT_TOKEN_SECRET: expected at least 32 characters',
      'MICROCHAT_HEARTBEAT_MS: expected a whole number from 100 to 600000 (is "1e3")',
      'MICROCHAT_ALLOWED_ORIGINS: expected origins such as https://chat.example.com (is "https://a.example,b.example")',
      'MICROCHAT_API_PORT: expected a whole number from 0 to 65535 (is "70000")',
      '--gateway-workers: expected a whole number from 0 to 64 (is "-1")',
      expect.stringContaining('MICROCHAT_LOG_LEVEL: expected one of'),
      'KAFKA_BROKERS: expected addresses such as kafka-1:9092,kafka-2:9092 (is "kafka")',
      'REDIS_URL: expected a URL such as redis://redis:6379',
    ]);
  });

  test('secrets and internal variables have no flag', () => {
    expect(Object.keys(flagOptions())).not.toContain('token-secret');
    expect(Object.keys(flagOptions())).not.toContain('upstream');
  });

  const all = {
    CASSANDRA_CONTACT_POINTS: 'cassandra-1:9042, cassandra-2',
    KAFKA_BROKERS: 'kafka:9092',
    REDIS_URL: 'redis://:hunter2@redis:6379/1',
  };

  test('addresses of all engines select them; without any, storage is embedded', () => {
    expect(externalEngines(loadConfig(all))).toEqual({
      contactPoints: ['cassandra-1:9042', 'cassandra-2'],
      brokers: ['kafka:9092'],
      redisUrl: 'redis://:hunter2@redis:6379/1',
    });
    expect(externalEngines(loadConfig({}))).toBeUndefined();
  });

  test.each(Object.keys(all))('%s alone or missing is refused, with the names of what is not set', (name) => {
    const others = Object.keys(all).filter((other) => other !== name);
    expect(problemsOf({ [name]: all[name as keyof typeof all] })).toEqual(
      others.map((other) => expect.stringContaining(`${other}: missing beside ${name};`)),
    );
    expect(problemsOf({ ...all, [name]: '' })).toEqual([
      expect.stringContaining(`${name}: missing beside ${others.join(' and ')};`),
    ]);
  });

  test.each([
    ['CASSANDRA_USERNAME', 'CASSANDRA_PASSWORD'],
    ['CASSANDRA_PASSWORD', 'CASSANDRA_USERNAME'],
    ['KAFKA_USERNAME', 'KAFKA_PASSWORD'],
    ['KAFKA_PASSWORD', 'KAFKA_USERNAME'],
  ])('%s without %s is refused', (given, missing) => {
    expect(problemsOf({ [given]: 'x' })).toEqual([`${missing}: missing beside ${given}`]);
    expect(problemsOf({ [given]: 'x', [missing]: 'x' })).toEqual([]);
  });

  test('a certificate authority for Redis without TLS is refused instead of ignored', () => {
    expect(problemsOf({ ...all, REDIS_CA: 'ca.pem' })).toEqual([expect.stringContaining('REDIS_CA: without effect')]);
    expect(problemsOf({ ...all, REDIS_URL: 'rediss://redis:6380', REDIS_CA: 'ca.pem' })).toEqual([]);
  });

  test('Kafka’s mechanism is one of those that the client speaks', () => {
    expect(loadConfig({}).kafkaSaslMechanism).toBe('scram-sha-512');
    expect(loadConfig({ KAFKA_SASL_MECHANISM: 'plain' }).kafkaSaslMechanism).toBe('plain');
    expect(problemsOf({ KAFKA_SASL_MECHANISM: 'PLAIN' })).toEqual([
      'KAFKA_SASL_MECHANISM: expected one of scram-sha-512, scram-sha-256, plain (is "PLAIN")',
    ]);
  });

  describe('secrets in files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'microchat-secrets-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    const file = (name: string, content: string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };

    test('NAME_FILE gives the value, without the end of the line', () => {
      const secret = 'k'.repeat(40);
      expect(loadConfig({ MICROCHAT_TOKEN_SECRET_FILE: file('token', `${secret}\n`) }).tokenSecret).toBe(secret);
      expect(loadConfig({ ...all, REDIS_URL: '', REDIS_URL_FILE: file('redis', all.REDIS_URL) }).redisUrl).toBe(
        all.REDIS_URL,
      );
    });

    test('a wrong value is reported by the name that was used, without the secret', () => {
      expect(problemsOf({ MICROCHAT_TOKEN_SECRET_FILE: file('short', 'hunter2') })).toEqual([
        'MICROCHAT_TOKEN_SECRET_FILE: expected at least 32 characters',
      ]);
    });

    test('a file that is empty or absent, and both ways at once, are refused', () => {
      const absent = join(folder, 'absent');
      expect(problemsOf({ MICROCHAT_TOKEN_SECRET_FILE: absent })).toEqual([
        `MICROCHAT_TOKEN_SECRET_FILE: the file cannot be read: ENOENT (is "${absent}")`,
      ]);
      const empty = file('empty', '\n');
      expect(problemsOf({ MICROCHAT_TOKEN_SECRET_FILE: empty })).toEqual([
        `MICROCHAT_TOKEN_SECRET_FILE: the file is empty (is "${empty}")`,
      ]);
      expect(problemsOf({ MICROCHAT_TOKEN_SECRET_FILE: empty, MICROCHAT_TOKEN_SECRET: 'k'.repeat(40) })).toEqual([
        'MICROCHAT_TOKEN_SECRET_FILE: set beside MICROCHAT_TOKEN_SECRET; only one of them can hold',
      ]);
    });

    test('what is no secret is not read from files', () => {
      expect(loadConfig({ MICROCHAT_HOST_FILE: file('host', '::1') }).host).toBe('127.0.0.1');
    });

    test('a child process gets the value and not the file', () => {
      const path = file('inherited', 's'.repeat(40));
      vi.stubEnv('MICROCHAT_TOKEN_SECRET_FILE', path);
      const config = loadProcessConfig({});
      expect(loadConfig(childEnvironment(config)).tokenSecret).toBe('s'.repeat(40));
      vi.unstubAllEnvs();
    });
  });

  const rpcKeys = { MICROCHAT_RPC_PORT: '9200', MICROCHAT_RPC_KEYS: `a:${'k'.repeat(32)}:storage` };
  const tls = { MICROCHAT_RPC_CA: 'ca', MICROCHAT_RPC_CERT: 'cert', MICROCHAT_RPC_CERT_KEY: 'key' };

  test('calls between processes: addresses, keys and certificates', () => {
    const services = 'storage=storage-1:9200,storage=[2001:db8::1]:9200,messaging=10.0.0.1:1';
    const config = loadConfig({ ...rpcKeys, ...tls, MICROCHAT_SERVICES: services, MICROCHAT_HOST: '0.0.0.0' });
    expect(config).toMatchObject({ rpcPort: 9200, rpcPlaintext: false, services: services.split(',') });
    expect(loadConfig(toTexts(config))).toEqual(config);
  });

  test.each([
    [{ MICROCHAT_RPC_PORT: '9200' }, 'MICROCHAT_RPC_KEYS: missing beside MICROCHAT_RPC_PORT'],
    [{ ...rpcKeys, MICROCHAT_HOST: '0.0.0.0' }, 'MICROCHAT_RPC_PORT: would listen on 0.0.0.0 without TLS'],
    [{ ...rpcKeys, MICROCHAT_RPC_HOST: '10.0.0.1' }, 'MICROCHAT_RPC_PORT: would listen on 10.0.0.1 without TLS'],
    [
      { MICROCHAT_SERVICES: 'storage=10.0.0.1:1' },
      'MICROCHAT_SERVICES: storage=10.0.0.1:1 would be called without TLS',
    ],
    [{ MICROCHAT_RPC_CA: 'ca', MICROCHAT_RPC_CERT: 'cert' }, 'MICROCHAT_RPC_CERT_KEY: missing; MICROCHAT_RPC_CA, '],
    [{ MICROCHAT_SERVICES: 'storage' }, 'MICROCHAT_SERVICES: expected entries such as'],
    [{ MICROCHAT_RPC_KEY: 'short' }, 'MICROCHAT_RPC_KEY: expected 32 to 512'],
    [{ MICROCHAT_RPC_PLAINTEXT: 'yes' }, 'MICROCHAT_RPC_PLAINTEXT: expected true or false'],
    [{ ...rpcKeys, MICROCHAT_RPC_KEYS: `a:${'k'.repeat(32)}:tokens` }, 'MICROCHAT_RPC_KEYS: the scopes of a must be'],
  ])('%j is refused', (environment, problem) => {
    expect(problemsOf(environment)).toEqual([expect.stringContaining(problem)]);
  });

  test('without TLS on this machine, or where the operator says so', () => {
    expect(loadConfig({ ...rpcKeys, MICROCHAT_SERVICES: 'storage=127.0.0.1:1,logic=localhost:2' }).rpcPort).toBe(9200);
    const open = { ...rpcKeys, MICROCHAT_HOST: '0.0.0.0', MICROCHAT_SERVICES: 'storage=s:1' };
    expect(loadConfig({ ...open, MICROCHAT_RPC_PLAINTEXT: 'true' }).rpcPlaintext).toBe(true);
  });

  test('a child process sees the same configuration', () => {
    const config = loadConfig(
      {
        MICROCHAT_TOKEN_SECRET: 's'.repeat(40),
        MICROCHAT_ALLOWED_ORIGINS: 'https://a.example,http://b.example:81',
        ...all,
      },
      { 'api-port': '1234', target: 'api,sync' },
    );
    expect(loadConfig(toTexts(config))).toEqual(config);
  });

  test('is printed without secrets', () => {
    const secret = 'k'.repeat(40);
    const shown = redactedTexts(loadConfig({ MICROCHAT_TOKEN_SECRET: secret, ...all }));
    expect(JSON.stringify(shown)).not.toContain('hunter2');
    expect(JSON.stringify(shown)).not.toContain(secret);
    expect(shown).toMatchObject({ MICROCHAT_TOKEN_SECRET: '(set)', MICROCHAT_API_PORT: '8080' });
  });

  test('docs/CONFIGURATION.md is current', async () => {
    await expect(configurationDocument()).toMatchFileSnapshot('../../../../docs/CONFIGURATION.md');
  });
});

function problemsOf(environment: Record<string, string>, flags: Record<string, string> = {}): readonly string[] {
  try {
    loadConfig(environment, flags);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}
