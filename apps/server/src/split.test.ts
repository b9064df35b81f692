import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createAuthority, issueCertificate } from '@microchat/auth/certificates';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { freePort } from './free-port.ts';
import { ServerProcess } from './testing/server-process.ts';

const key = 'k'.repeat(32);

let certificates: string;
let dataDir: string;
let rpcPort: number;
const running: ServerProcess[] = [];

beforeAll(async () => {
  certificates = mkdtempSync(join(tmpdir(), 'microchat-split-certificates-'));
  const nowMs = Date.now();
  const authority = await createAuthority({ name: 'test', nowMs });
  const pair = await issueCertificate({ authority, hosts: ['127.0.0.1'], nowMs });
  for (const [name, pem] of [
    ['ca', authority.certificate],
    ['cert', pair.certificate],
    ['key', pair.key],
  ] as const) {
    writeFileSync(join(certificates, name), pem, { mode: 0o600 });
  }
});
afterAll(() => rmSync(certificates, { recursive: true }));
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'microchat-split-'));
  rpcPort = await freePort('127.0.0.1');
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.kill()));
  rmSync(dataDir, { recursive: true, force: true });
});

/** Only `storage` opens the data folder; the others find the token secret there. */
function start(target: string, variables: Record<string, string> = {}): ServerProcess {
  const server = new ServerProcess({
    MICROCHAT_DATA_DIR: dataDir,
    MICROCHAT_TARGET: target,
    MICROCHAT_SERVICES: `storage=127.0.0.1:${rpcPort},logic=127.0.0.1:${rpcPort}`,
    MICROCHAT_RPC_KEY: key,
    MICROCHAT_RPC_KEYS: `all:${key}:storage+logic+push`,
    MICROCHAT_RPC_CA: join(certificates, 'ca'),
    MICROCHAT_RPC_CERT: join(certificates, 'cert'),
    MICROCHAT_RPC_CERT_KEY: join(certificates, 'key'),
    ...variables,
  });
  running.push(server);
  return server;
}

describe.runIf(process.platform === 'linux')('one server in two processes', { timeout: 90_000 }, () => {
  test('started in the wrong order: access waits for the others, then serves; pushes reach its workers', async () => {
    const metricsPort = await freePort('127.0.0.1');
    const access = start('access', {
      MICROCHAT_GATEWAY_WORKERS: '2',
      MICROCHAT_RPC_PORT: '0',
      MICROCHAT_METRICS_PORT: String(metricsPort),
    });
    await expect
      .poll(() => readiness(metricsPort), { timeout: 60_000 })
      .toMatchObject({ ready: false, missing: { services: expect.stringContaining('microchat.logic.v1.Messaging') } });
    const inner = start('storage,logic', { MICROCHAT_RPC_PORT: String(rpcPort) });
    expect((await inner.ready()).rpcPort).toBe(rpcPort);
    const { apiPort, gatewayPort, rpcPort: accessRpcPort } = await access.ready();
    expect(accessRpcPort).toBeGreaterThan(0);
    await expect.poll(() => readiness(metricsPort)).toMatchObject({ ready: true });

    const [alice, bob] = await Promise.all(['alice', 'bob'].map((userId) => devToken(apiPort, userId)));
    // The kernel spreads connections over both workers.
    const devices = await Promise.all(
      Array.from({ length: 8 }, (_, n) => connect(gatewayPort, bob ?? '', `device-${n}`)),
    );
    await send(apiPort, alice ?? '', 'hello');
    for (const device of devices) expect(await device.nextNotify).toContain('hello');
    for (const device of devices) device.close();

    access.child.kill('SIGTERM');
    expect(await access.exited).toBe(0);
    inner.child.kill('SIGTERM');
    expect(await inner.exited).toBe(0);
  });

  test('inner processes that are killed and started again are called again; what was waiting is not lost', async () => {
    const inner = start('storage,logic', { MICROCHAT_RPC_PORT: String(rpcPort) });
    const access = start('access', { MICROCHAT_GATEWAY_WORKERS: '0', MICROCHAT_RPC_PORT: '0' });
    const { apiPort } = await access.ready();
    const [alice] = await Promise.all(['alice', 'bob'].map((userId) => user(apiPort, userId)));
    await send(apiPort, alice ?? '', 'before');
    await inner.kill();
    await expect(send(apiPort, alice ?? '', 'meanwhile')).rejects.toThrow('UNAVAILABLE');
    await start('storage,logic', { MICROCHAT_RPC_PORT: String(rpcPort) }).ready();
    await expect.poll(() => send(apiPort, alice ?? '', 'after').catch(String), { timeout: 30_000 }).toBe('stored');
  });

  test.each([
    ['a key that nobody knows', { MICROCHAT_RPC_KEY: 'x'.repeat(32) }],
    ['an instance that is not there', { MICROCHAT_SERVICES: 'storage=127.0.0.1:1,logic=127.0.0.1:1' }],
  ])('%s: the process waits, not ready, and ends when it is told', async (_what, variables) => {
    const inner = start('storage,logic', { MICROCHAT_RPC_PORT: String(rpcPort) });
    await inner.ready();
    const metricsPort = await freePort('127.0.0.1');
    const access = start('api', { ...variables, MICROCHAT_METRICS_PORT: String(metricsPort) });
    await expect
      .poll(() => readiness(metricsPort), { timeout: 60_000 })
      .toMatchObject({ ready: false, missing: { services: expect.stringContaining('no instance of') } });
    access.child.kill('SIGTERM');
    expect(await access.exited).toBe(0);
  });

  test.each([
    [{ MICROCHAT_SERVICES: 'store=127.0.0.1:1' }, 'MICROCHAT_SERVICES: unknown service "store"'],
    [{ MICROCHAT_SERVICES: '' }, 'nothing serves microchat.'],
    [{ MICROCHAT_RPC_KEY: '' }, 'MICROCHAT_RPC_KEY: missing; messaging is called over the network'],
    [{ MICROCHAT_RPC_CA: '/nowhere/ca.pem' }, 'MICROCHAT_RPC_CA: /nowhere/ca.pem cannot be read'],
  ])('%j: the start fails and says why', async (variables, message) => {
    expect((await start('api', variables).failed()).message).toContain(message);
  });

  test('a gateway that pushes could not reach does not start', async () => {
    expect((await start('access').failed()).message).toContain('MICROCHAT_RPC_PORT: missing; delivery runs in another');
  });
});

async function readiness(metricsPort: number): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${metricsPort}/readyz`).catch(() => undefined);
  return response?.json();
}

async function devToken(apiPort: number, userId: string): Promise<string> {
  const { token } = (await post(apiPort, '/v1/dev/tokens', { userId })) as { token: string };
  return token;
}

/** Users exist from the first use of their token. */
async function user(apiPort: number, userId: string): Promise<string> {
  const token = await devToken(apiPort, userId);
  await fetch(`http://127.0.0.1:${apiPort}/v1/conversations`, { headers: { authorization: `Bearer ${token}` } });
  return token;
}

async function send(apiPort: number, token: string, body: string): Promise<string> {
  const message = { to: { userId: 'bob' }, clientMessageId: body, content: { text: { body } } };
  await post(apiPort, '/v1/messages', message, token);
  return 'stored';
}

async function post(apiPort: number, path: string, body: object, token?: string): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${apiPort}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}

interface Device {
  readonly nextNotify: Promise<string>;
  close(): void;
}

async function connect(gatewayPort: number, token: string, deviceId: string): Promise<Device> {
  const socket = new WebSocket(`ws://127.0.0.1:${gatewayPort}/v1/connect`, 'microchat.v1.json');
  const welcomed = Promise.withResolvers<void>();
  const notified = Promise.withResolvers<string>();
  socket.addEventListener('open', () => {
    socket.send(JSON.stringify({ id: 1, hello: { token, deviceId, platform: 'web', cursor: '' } }));
  });
  socket.addEventListener('message', ({ data }) => {
    const frame = String(data);
    if (frame.includes('"welcome"')) welcomed.resolve();
    if (frame.includes('"notify"')) notified.resolve(frame);
  });
  socket.addEventListener('error', () => welcomed.reject(new Error('no connection')));
  await welcomed.promise;
  return { nextNotify: notified.promise, close: () => socket.close() };
}
