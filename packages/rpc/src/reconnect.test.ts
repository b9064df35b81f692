import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { UserStoreDefinition } from '@microchat/proto/microchat/storage/v1/UserStore';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { createClient } from './client.ts';
import { GrpcChannel } from './grpc-channel.ts';
import { GrpcServer } from './grpc-server.ts';
import { silentObserver } from './rpc-observer.ts';
import type { Client } from './service-contract.ts';
import { ServiceRegistry } from './service-registry.ts';
import { echoContract, type EchoHandlers, echoHandlers } from './testing/echo-service.ts';

const runtime = { timers: realTimers, random: new SeededRandom('reconnect'), clock: { now: () => Date.now() } };

let folder: string;
let channel: GrpcChannel;
let client: Client<UserStoreDefinition>;
let server: GrpcServer | undefined;
let broken: number[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'microchat-reconnect-'));
  broken = [];
  const observer = { ...silentObserver, streamBroken: (_address: string, calls: number) => broken.push(calls) };
  channel = new GrpcChannel({ ...runtime, observer, address: `unix:${join(folder, 's')}` });
  client = createClient(echoContract, channel, { ...runtime, observer });
});
afterEach(async () => {
  channel.close();
  await server?.stop(0);
  rmSync(folder, { recursive: true });
});

async function serve(handlers: EchoHandlers): Promise<GrpcServer> {
  const registry = new ServiceRegistry(silentObserver);
  registry.add(echoContract, handlers);
  server = new GrpcServer({ ...runtime, registry, observer: silentObserver });
  await server.listen(`unix:${join(folder, 's')}`);
  return server;
}

const echo = echoHandlers(async (id) => `${id}!`);

async function echoed(): Promise<string | undefined> {
  return (await client.getUsers({ userIds: ['alice'] }, { timeoutMs: 1_000 })).users[0]?.userId;
}

describe('a server that comes and goes', () => {
  test('no server: UNAVAILABLE well before the deadline; calls work once it is there', async () => {
    await expect(echoed()).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'NOT_CONNECTED' });
    await serve(echo);
    await vi.waitFor(async () => expect(await echoed()).toBe('alice!'), { timeout: 10_000, interval: 50 });
  });

  test('a cut connection fails what is in flight, and the next calls use a new one', async () => {
    const started = Promise.withResolvers<void>();
    const first = await serve({
      recordDevice: () => {
        started.resolve();
        return new Promise(() => {});
      },
    });
    const lost = client.recordDevice({ userId: 'alice' });
    lost.catch(() => {});
    await started.promise;
    await first.stop(0);
    await expect(lost).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(broken).toEqual([1]);
    await serve(echo);
    await vi.waitFor(async () => expect(await echoed()).toBe('alice!'), { timeout: 10_000, interval: 50 });
  });

  test('a stopping server answers what it has begun', async () => {
    let begun = 0;
    const release = Promise.withResolvers<string>();
    const stopping = await serve(
      echoHandlers(() => {
        begun += 1;
        return release.promise;
      }),
    );
    const answers = Promise.all([
      client.getUsers({ userIds: ['alice'] }),
      client.listDevices({ userId: 'alice' }, { timeoutMs: 1_500 }),
    ]);
    await vi.waitFor(() => expect(begun).toBe(2), { interval: 5 });
    const stopped = stopping.stop(5_000);
    release.resolve('done');
    const [users, devices] = await answers;
    expect([users.users[0]?.userId, devices.devices[0]?.deviceId]).toEqual(['done', 'done']);
    await stopped;
    expect(broken).toEqual([]);
  });
});
