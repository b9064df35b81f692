import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { freePort } from './free-port.ts';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function microchat(args: string[], environment: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'main.ts'), ...args],
      { env: { PATH: process.env['PATH'], ...environment }, timeout: 20_000 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

describe('microchat', () => {
  test('help shows the commands', async () => {
    const { code, stdout } = await microchat(['help']);
    expect(code).toBe(0);
    for (const command of ['serve', 'chat', 'token', 'doctor', 'migrate', 'certificates', 'help'])
      expect(stdout).toContain(`\n  ${command}`);
  });

  test.each([
    { args: [], complaint: 'no command given' },
    { args: ['dance'], complaint: 'there is no command "dance"' },
    { args: ['token'], complaint: 'token needs --user' },
    { args: ['certificates', '--host', 'a'], complaint: 'certificates needs --dir' },
    { args: ['serve', '--api-prot', '1'], complaint: "Unknown option '--api-prot'" },
  ])('$args is a wrong call: $complaint', async ({ args, complaint }) => {
    const { code, stdout, stderr } = await microchat(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`microchat: ${complaint}`);
    expect(stderr).toContain('Usage: microchat');
  });

  test('serve reports all configuration problems and does not start', async () => {
    const { code, stderr } = await microchat(['serve', '--api-port', 'many'], { MICROCHAT_HEARTBEAT_MS: 'soon' });
    expect(code).toBe(2);
    expect(stderr).toContain('--api-port: expected a whole number');
    expect(stderr).toContain('MICROCHAT_HEARTBEAT_MS: expected a whole number');
  });

  test('serve on some of the engines only names the others and does not start', async () => {
    const { code, stderr } = await microchat(['serve'], { KAFKA_BROKERS: '127.0.0.1:9092' });
    expect(code).toBe(2);
    expect(stderr).toContain('\n  CASSANDRA_CONTACT_POINTS: missing beside KAFKA_BROKERS');
    expect(stderr).toContain('\n  REDIS_URL: missing beside KAFKA_BROKERS');
  });

  test('serve says which engine does not answer', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'microchat-cli-'));
    const address = `127.0.0.1:${await freePort('127.0.0.1')}`;
    const { code, stdout, stderr } = await microchat(['serve', '--target', 'storage', '--data-dir', folder], {
      CASSANDRA_CONTACT_POINTS: address,
      KAFKA_BROKERS: address,
      REDIS_URL: `redis://${address}`,
      MICROCHAT_ENGINE_START_TIMEOUT_MS: '300',
      MICROCHAT_LOG_LEVEL: 'silent',
    });
    rmSync(folder, { recursive: true });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`Cassandra at ${address} (CASSANDRA_CONTACT_POINTS) cannot be used`);
  });

  test('certificates writes what it says, and nothing twice', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'microchat-cli-'));
    const args = ['certificates', '--dir', folder, '--host', 'storage,logic'];
    const first = await microchat(args);
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(first.stdout.split('\n')).toHaveLength(4);
    expect(readdirSync(folder)).toHaveLength(6);
    rmSync(join(folder, 'ca-key.pem'));
    const second = await microchat(args);
    rmSync(folder, { recursive: true });
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('ca-key.pem is missing beside its other half');
  });

  test('migrate has nothing to do without engines, and says which one does not answer', async () => {
    expect(await microchat(['migrate'])).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing to do') });
    const address = `127.0.0.1:${await freePort('127.0.0.1')}`;
    const { code, stderr } = await microchat(['migrate'], {
      CASSANDRA_CONTACT_POINTS: address,
      KAFKA_BROKERS: address,
      REDIS_URL: `redis://${address}`,
      MICROCHAT_ENGINE_START_TIMEOUT_MS: '300',
    });
    expect(code).toBe(1);
    expect(stderr).toContain(`Cassandra at ${address} (CASSANDRA_CONTACT_POINTS) cannot be used`);
  });

  test('doctor exits with what it found, for people and for programs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'microchat-cli-'));
    const free = ['--api-port', '0', '--gateway-port', '0', '--business-port', '0', '--metrics-port', '0'];
    const well = await microchat(['doctor', '--data-dir', folder, ...free]);
    expect(well).toMatchObject({ code: 0, stdout: expect.stringContaining('All is well.') });
    const ill = await microchat(['doctor', '--json', '--data-dir', join(import.meta.filename, 'x'), ...free]);
    rmSync(folder, { recursive: true });
    expect(ill.code).toBe(1);
    expect(JSON.parse(ill.stdout)).toMatchObject({ healthy: false });
  });

  test('serve refuses an unknown target', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'microchat-cli-'));
    const { code, stderr } = await microchat(['serve', '--target', 'gatway', '--data-dir', folder]);
    rmSync(folder, { recursive: true });
    expect(code).toBe(1);
    expect(stderr).toContain('unknown target "gatway"');
  });

  test('token prints what the server gives', async () => {
    const bodies: string[] = [];
    const server = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (chunk: string) => bodies.push(chunk));
      request.on('end', () => {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"token":"t.o.k"}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, stdout } = await microchat(['token', '--user', 'alice', '--url', url]);
    server.close();
    expect([code, stdout, bodies.join('')]).toEqual([0, 't.o.k\n', '{"userId":"alice"}']);
  });

  test('token without a server says what is missing', async () => {
    const { code, stderr } = await microchat(['token', '--user', 'alice', '--url', 'http://127.0.0.1:9']);
    expect(code).toBe(1);
    expect(stderr).toContain('is "microchat serve" running?');
  });
});
