import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { secretBytesMin, TokenService } from '@microchat/auth/token-service';
import type { ModuleEnvironment, RunningModule } from '@microchat/host/module';
import type { ServiceContract } from '@microchat/rpc/service-contract';
import { ManualTime } from '@microchat/testkit/manual-time';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiLimits } from './api-limits.ts';
import { apiModule } from './module.ts';
import { FakeClients } from './testing/fake-clients.ts';

const time = new ManualTime();
const tokens = new TokenService(new Uint8Array(secretBytesMin).fill(1), time);

let services: FakeClients;
let metrics: Registry;
let running: RunningModule;
let port: number;

beforeEach(async () => {
  services = new FakeClients();
  metrics = new Registry();
  const module = apiModule({
    host: '127.0.0.1',
    port: 0,
    tokens,
    devTokens: true,
    allowedOrigins: [],
    isReady: () => true,
    onListening: (bound) => {
      port = bound;
    },
  });
  running = await module.create(environment());
  await running.start?.();
});

afterEach(() => running.stop?.());

function environment(): ModuleEnvironment {
  const byService: Record<string, unknown> = {
    'microchat.logic.v1.Messaging': services.messaging,
    'microchat.logic.v1.Sync': services.sync,
    'microchat.logic.v1.Membership': services.membership,
    'microchat.storage.v1.UserStore': services.userStore,
  };
  const environment = {
    client: ({ name }: ServiceContract<object>) => byService[name],
    clock: time,
    timers: time,
    random: new SeededRandom(1),
    logger: silentLogger(),
    metrics,
  };
  return environment as unknown as ModuleEnvironment;
}

/** Opens a connection and writes to it; what is read is of no interest. */
async function open(text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => {});
  socket.resume();
  socket.write(text);
  return socket;
}

async function authorizationOf(userId: string): Promise<string> {
  return `Bearer ${await tokens.issueAccess({ userId, revocationVersion: 0 })}`;
}

function waitForNews(authorization: string, signal: AbortSignal | null = null): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/v1/updates?cursor=c1`, { headers: { authorization }, signal });
}

describe('the api module', () => {
  it('gives a token to its own page and takes it', async () => {
    const origin = `http://localhost:${port}`;
    const issued = await fetch(`${origin}/v1/dev/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: '{"userId":"alice"}',
    });
    expect(issued.status).toBe(200);
    expect(issued.headers.get('access-control-allow-origin')).toBe(origin);
    const { token } = (await issued.json()) as { token: string };
    services.answer('userStore.listDevices', () => ({ devices: [] }));
    const devices = await fetch(`${origin}/v1/devices`, { headers: { authorization: `Bearer ${token}` } });
    expect(await devices.json()).toEqual({ devices: [] });
  });

  it('refuses a page that was pointed to this machine', async () => {
    const response = await fetch(`http://127.0.0.1:${port}/v1/dev/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: `http://evil.example:${port}` },
      body: '{"userId":"alice"}',
    });
    expect(response.status).toBe(403);
  });

  it('stops although connections are open, once the running requests have ended', async () => {
    const idle = await open('');
    const asked = Promise.withResolvers<void>();
    const release = Promise.withResolvers<object>();
    services.answer('userStore.listDevices', () => {
      asked.resolve();
      return release.promise;
    });
    const authorization = await authorizationOf('alice');
    const answer = fetch(`http://127.0.0.1:${port}/v1/devices`, { headers: { authorization } });
    await asked.promise;
    const stopped = running.stop?.();
    release.resolve({ devices: [] });
    expect((await answer).status).toBe(200);
    idle.destroy();
    await stopped;
    expect(await metrics.getSingleMetricAsString('microchat_api_forced_closes_total')).toMatch(/total 0$/);
  });

  it('answers whoever waits for news when it stops', async () => {
    const asked = Promise.withResolvers<void>();
    services.answer('sync.getChanges', () => {
      asked.resolve();
      return { conversations: [], cursor: 'c1', hasMore: false, reset: false };
    });
    const answer = waitForNews(await authorizationOf('alice'));
    await asked.promise;
    const stopped = running.stop?.();
    expect(await (await answer).json()).toEqual({ conversations: [], cursor: 'c1', hasMore: false, reset: false });
    await stopped;
    expect(await metrics.getSingleMetricAsString('microchat_api_forced_closes_total')).toMatch(/total 0$/);
  });

  it('gives the place of a waiting client that is gone to others', async () => {
    services.answer('sync.getChanges', () => ({ conversations: [], cursor: 'c2', hasMore: false, reset: false }));
    const leaving = new AbortController();
    const answer = waitForNews(await authorizationOf('alice'), leaving.signal);
    answer.catch(() => undefined);
    const waiting = () => metrics.getSingleMetricAsString('microchat_api_updates_waiting');
    await expect.poll(waiting).toMatch(/waiting 1$/);
    leaving.abort();
    await expect.poll(waiting).toMatch(/waiting 0$/);
    expect(await metrics.getSingleMetricAsString('microchat_api_updates_total')).toContain('{outcome="gone"} 1');
  });

  it('cuts what does not end within the drain time', async () => {
    const halfRequest = await open('POST /v1/messages HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n');
    const closed = new Promise<void>((resolve) => halfRequest.once('close', () => resolve()));
    const stopped = running.stop?.();
    while (time.pending === 0) await new Promise((resolve) => setImmediate(resolve));
    time.advance(apiLimits.drainTimeoutMs);
    await closed;
    await stopped;
    expect(await metrics.getSingleMetricAsString('microchat_api_forced_closes_total')).toMatch(/total 1$/);
  });
});
