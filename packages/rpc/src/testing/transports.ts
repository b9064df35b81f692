import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { UserStoreDefinition } from '@microchat/proto/microchat/storage/v1/UserStore';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';

import { expect } from 'vitest';

import type { CallEdge } from '../call-edge.ts';
import type { Channel } from '../channel.ts';
import { createClient } from '../client.ts';
import { GrpcChannel } from '../grpc-channel.ts';
import { GrpcServer } from '../grpc-server.ts';
import { InstancePool } from '../instance-pool.ts';
import { LocalChannel } from '../local-transport.ts';
import type { PeerCredentials } from '../peer-credentials.ts';
import { type RpcObserver, silentObserver } from '../rpc-observer.ts';
import type { Client } from '../service-contract.ts';
import { ServiceRegistry } from '../service-registry.ts';
import { echoContract, type EchoHandlers } from './echo-service.ts';
import { guardWith, testIdentity } from './test-identity.ts';

export interface TransportOptions {
  readonly callsInFlightMax?: number;
  readonly observer?: Partial<RpcObserver>;
  /** Of the server; gRPC only. */
  readonly edge?: CallEdge;
  /** Of the server; gRPC only. */
  readonly requestBytesMax?: number;
}

export interface RunningTransport {
  readonly client: Client<UserStoreDefinition>;
  readonly channel: Channel;
  close(): Promise<void>;
}

export type StartTransport = (handlers: EchoHandlers, options?: TransportOptions) => Promise<RunningTransport>;

const runtime = { timers: realTimers, random: new SeededRandom('transports'), clock: { now: () => Date.now() } };

export const startLocal: StartTransport = async (handlers, options = {}) => {
  const observer = { ...silentObserver, ...options.observer };
  const registry = new ServiceRegistry(observer);
  registry.add(echoContract, handlers);
  const channel = new LocalChannel(registry, { ...runtime, ...options, observer });
  return {
    channel,
    client: createClient(echoContract, channel, { ...runtime, observer }),
    close: async () => channel.close(),
  };
};

export const startUnixGrpc: StartTransport = async (handlers, options) => {
  const folder = mkdtempSync(join(tmpdir(), 'microchat-rpc-'));
  const running = await startGrpc(`unix:${join(folder, 's')}`, handlers, options);
  return {
    ...running,
    close: async () => {
      await running.close();
      rmSync(folder, { recursive: true });
    },
  };
};

export const startTcpGrpc: StartTransport = (handlers, options) => startGrpc('127.0.0.1:0', handlers, options);

/** As between the processes of a deployment: mutual TLS and a key. */
export const startGuardedGrpc: StartTransport = async (handlers, options) =>
  startGrpc('127.0.0.1:0', handlers, options, await testIdentity());

/** Two instances of the service behind one client, as between the processes of a deployment. */
export const startPool: StartTransport = async (handlers, options = {}) => {
  const identity = await testIdentity();
  const observer = { ...silentObserver, ...options.observer };
  const servers = await Promise.all([0, 1].map(() => serve('127.0.0.1:0', handlers, options, identity)));
  const pool = new InstancePool({
    ...runtime,
    observer,
    endpoints: servers.map(({ port }) => ({ host: '127.0.0.1', port })),
    lookup: () => Promise.reject(new Error('there are no names')),
    connect: (address, _endpoint, onLost) =>
      new GrpcChannel({
        ...runtime,
        observer,
        address,
        onLost,
        credentials: identity,
      }),
  });
  await expect.poll(() => pool.availableCount).toBe(2);
  return {
    channel: pool,
    client: createClient(echoContract, pool, { ...runtime, observer }),
    close: async () => {
      pool.close();
      await Promise.all(servers.map(({ server }) => server.stop(1_000)));
    },
  };
};

async function serve(
  address: string,
  handlers: EchoHandlers,
  options: TransportOptions,
  credentials: PeerCredentials,
): Promise<{ readonly server: GrpcServer; readonly port: number }> {
  const observer = { ...silentObserver, ...options.observer };
  const registry = new ServiceRegistry(observer);
  registry.add(echoContract, handlers);
  const guarded = credentials.key === undefined ? {} : { guard: guardWith([credentials.key]), tls: credentials.tls };
  const server = new GrpcServer({ ...runtime, ...options, ...guarded, registry, observer });
  return { server, port: await server.listen(address) };
}

async function startGrpc(
  address: string,
  handlers: EchoHandlers,
  options: TransportOptions = {},
  credentials: PeerCredentials = {},
): Promise<RunningTransport> {
  const observer = { ...silentObserver, ...options.observer };
  const { server, port } = await serve(address, handlers, options, credentials);
  const channel = new GrpcChannel({ ...runtime, observer, credentials, address: address.replace(/:0$/, `:${port}`) });
  return {
    channel,
    client: createClient(echoContract, channel, { ...runtime, observer }),
    close: async () => {
      channel.close();
      await server.stop(1_000);
    },
  };
}
