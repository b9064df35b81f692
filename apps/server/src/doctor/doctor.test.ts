import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DataFolderLock } from '@microchat/adapters/data-folder-lock';
import { loadConfig } from '@microchat/host/config/load-config';
import { realTimers } from '@microchat/testkit/real-timers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { freePort } from '../free-port.ts';
import { examine } from './doctor.ts';
import { doctorJson, doctorReport, hasProblems } from './doctor-report.ts';
import type { Finding, Findings } from './finding.ts';
import { runChecks } from './run-checks.ts';

const host = '127.0.0.1';
let folder: string;
let servers: Server[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'microchat-doctor-'));
  servers = [];
});
afterEach(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

/** Free ports, our folder. */
async function examineWith(changed: Record<string, string> = {}): Promise<Findings> {
  const ports = ['API', 'GATEWAY', 'BUSINESS', 'METRICS'].map((name) => [`MICROCHAT_${name}_PORT`, '0']);
  return examine(() => loadConfig({ ...Object.fromEntries(ports), MICROCHAT_DATA_DIR: folder, ...changed }));
}

async function listen(answer?: (server: Server) => void): Promise<number> {
  const server = createServer();
  servers.push(server);
  answer?.(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

const problems = (findings: Findings) => findings.filter(({ level }) => level === 'problem');

describe('the doctor without engines', () => {
  test('has nothing to say about the default', async () => {
    const findings = await examineWith();
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(doctorReport(findings)).toContain('All is well.');
  });

  test('names everything that is wrong with the configuration', async () => {
    const findings = await examineWith({ MICROCHAT_API_PORT: 'x', KAFKA_SASL_MECHANISM: 'y' });
    expect(findings.map(({ level, subject }) => [level, subject])).toEqual([
      ['problem', 'configuration'],
      ['problem', 'configuration'],
    ]);
  });

  test('names files that cannot be read, and goes on', async () => {
    const findings = await examineWith({
      CASSANDRA_CONTACT_POINTS: `${host}:1`,
      KAFKA_BROKERS: `${host}:1`,
      REDIS_URL: `redis://${host}:1`,
      CASSANDRA_CA: join(folder, 'absent.pem'),
    });
    expect(problems(findings)).toMatchObject([{ message: expect.stringContaining('CASSANDRA_CA') }]);
    expect(findings.map(({ subject }) => subject)).toContain('ports');
  });

  test('a port that somebody has is named with its variable', async () => {
    const port = await listen();
    expect(problems(await examineWith({ MICROCHAT_API_PORT: String(port) }))).toMatchObject([
      { message: `port ${port} cannot be opened: EADDRINUSE`, advice: 'free it, or set MICROCHAT_API_PORT' },
    ]);
  });

  test('a port that is wanted twice is named', async () => {
    const port = String(await freePort(host));
    const findings = await examineWith({ MICROCHAT_API_PORT: port, MICROCHAT_BUSINESS_PORT: port });
    expect(problems(findings)[0]).toMatchObject({ message: `port ${port} is wanted twice` });
  });

  test('ports of a running server are no problem', async () => {
    const apiPort = await listen();
    const metricsPort = await listen((server) => {
      const body = '{"healthy":true}\n';
      server.on('connection', (socket) =>
        socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`),
      );
    });
    const findings = await examineWith({
      MICROCHAT_API_PORT: String(apiPort),
      MICROCHAT_METRICS_PORT: String(metricsPort),
    });
    expect(problems(findings)).toEqual([]);
    expect(findings.find(({ subject }) => subject === 'ports')?.message).toContain('in use by a running MicroChat');
  });

  test('a folder in use is told; one that others may read is a warning', async () => {
    const lock = await DataFolderLock.acquire(folder);
    chmodSync(folder, 0o755);
    const findings = (await examineWith()).filter(({ subject }) => subject === 'data folder');
    await lock.release();
    expect(findings.map(({ level }) => level)).toEqual(['ok', 'warning', 'ok']);
    expect(findings[2]?.message).toContain('a running server uses it');
  });

  test('a folder that cannot be made is a problem, one that can is not made', async () => {
    writeFileSync(join(folder, 'file'), '');
    const [absent] = (await examineWith({ MICROCHAT_DATA_DIR: join(folder, 'a', 'b') })).filter(isDataFolder);
    expect(absent).toMatchObject({ level: 'ok', message: expect.stringContaining('will be created') });
    const [impossible] = (await examineWith({ MICROCHAT_DATA_DIR: join(folder, 'file', 'b') })).filter(isDataFolder);
    expect(impossible).toMatchObject({ level: 'problem' });
  });

  test('a folder is not asked for where nothing is stored', async () => {
    const [found] = (
      await examineWith({
        MICROCHAT_TARGET: 'access',
        MICROCHAT_TOKEN_SECRET: 's'.repeat(32),
        MICROCHAT_DATA_DIR: '/proc/nowhere',
      })
    ).filter(isDataFolder);
    expect(found).toMatchObject({ level: 'ok', message: expect.stringContaining('not needed') });
  });

  test('a service that is not there, and a missing key, are named', async () => {
    const port = await freePort(host);
    const [finding] = problems(await examineWith({ MICROCHAT_SERVICES: `storage=${host}:${port}` }));
    expect(finding).toMatchObject({ subject: 'service storage', message: expect.stringContaining('ECONNREFUSED') });
    expect(finding?.advice).toContain('MICROCHAT_SERVICES');
  });

  test('engines that are all away are named within ten seconds', async () => {
    // They take connections and say nothing.
    const [cassandra, kafka, redis] = await Promise.all([listen(), listen(), listen()]);
    const startedAtMs = Date.now();
    const findings = await examineWith({
      CASSANDRA_CONTACT_POINTS: `${host}:${cassandra}`,
      KAFKA_BROKERS: `${host}:${kafka}`,
      REDIS_URL: `redis://user:hunter2@${host}:${redis}`,
      MICROCHAT_SERVICES: `storage=${host}:${await listen()}`,
    });
    expect(Date.now() - startedAtMs).toBeLessThan(10_000);
    expect(problems(findings).map(({ subject }) => subject)).toEqual([
      'Cassandra',
      'Kafka',
      'Redis',
      'service storage',
    ]);
    for (const { advice } of problems(findings)) {
      expect(advice).toMatch(/CASSANDRA_CONTACT_POINTS|KAFKA_BROKERS|REDIS_URL|MICROCHAT_SERVICES/);
    }
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });
});

test('checks run side by side, in time; one that fails is a problem of its own', async () => {
  const ok: Finding = { level: 'ok', subject: 'a', message: 'fine' };
  const findings = await runChecks(
    [
      { subject: 'slow', variable: 'SLOW', run: () => new Promise(() => undefined) },
      { subject: 'a', variable: 'A', run: async () => [ok] },
      {
        subject: 'broken',
        variable: 'BROKEN',
        run: () => Promise.reject(new Error('oh', { cause: new Error('why') })),
      },
    ],
    50,
    realTimers,
  );
  expect(findings).toEqual([
    { level: 'problem', subject: 'slow', message: 'no answer within 0.05 s', advice: 'see SLOW' },
    ok,
    { level: 'problem', subject: 'broken', message: 'oh: why', advice: 'see BROKEN' },
  ]);
});

test('the report has a line for each finding and what to do below it', () => {
  const findings: Findings = [
    { level: 'ok', subject: 'ports', message: 'free' },
    { level: 'warning', subject: 'Kafka', message: 'one copy', advice: 'three brokers' },
    { level: 'problem', subject: 'Redis', message: 'gone', advice: 'REDIS_URL' },
  ];
  expect(doctorReport(findings)).toBe(
    [
      'ok       ports  free',
      'warning  Kafka  one copy',
      '                -> three brokers',
      'PROBLEM  Redis  gone',
      '                -> REDIS_URL',
      '',
      '1 problem, 1 warning',
      '',
    ].join('\n'),
  );
  expect(hasProblems(findings)).toBe(true);
  expect(JSON.parse(doctorJson(findings.slice(0, 2)))).toMatchObject({ healthy: true, findings: [{}, {}] });
});

function isDataFolder({ subject }: Finding): boolean {
  return subject === 'data folder';
}
