import type { UserStoreDefinition } from '@microchat/proto/microchat/storage/v1/UserStore';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createClient } from './client.ts';
import { GrpcChannel } from './grpc-channel.ts';
import { GrpcServer } from './grpc-server.ts';
import { silentObserver } from './rpc-observer.ts';
import type { Client } from './service-contract.ts';
import { ServiceRegistry } from './service-registry.ts';
import { echoContract, echoHandlers } from './testing/echo-service.ts';

const runtime = { timers: realTimers, random: new SeededRandom('rotation'), clock: { now: () => Date.now() } };

/** A name that several replicas share: every new connection goes to `target`. */
class Balancer {
  target = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => {
      const upstream = connect(this.target, '127.0.0.1');
      this.#sockets.add(socket);
      socket.pipe(upstream).pipe(socket);
      for (const one of [socket, upstream]) one.on('error', () => {});
      socket.on('close', () => {
        this.#sockets.delete(socket);
        upstream.destroy();
      });
      upstream.on('close', () => socket.destroy());
    });
  }

  static async listen(): Promise<Balancer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Balancer(server);
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get connections(): number {
    return this.#sockets.size;
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

let balancer: Balancer;
let servers: GrpcServer[];
let channel: GrpcChannel;
let client: Client<UserStoreDefinition>;
let rotations: number;

beforeEach(async () => {
  balancer = await Balancer.listen();
  servers = [];
  rotations = 0;
});
afterEach(async () => {
  channel.close();
  await Promise.all(servers.map((server) => server.stop(0)));
  balancer.close();
});

/** A replica that answers with its name, after a turn or two. */
async function serve(name: string): Promise<GrpcServer> {
  const registry = new ServiceRegistry(silentObserver);
  registry.add(
    echoContract,
    echoHandlers(async (id) => {
      for (let turns = id.length % 4; turns > 0; turns--) await new Promise(setImmediate);
      return name;
    }),
  );
  const server = new GrpcServer({ ...runtime, registry, observer: silentObserver });
  servers.push(server);
  balancer.target = await server.listen('127.0.0.1:0');
  return server;
}

function open(connectionAgeMs: number): void {
  const observer = {
    ...silentObserver,
    connectionRotated: () => {
      rotations += 1;
    },
  };
  channel = new GrpcChannel({ ...runtime, observer, address: balancer.address, connectionAgeMs });
  client = createClient(echoContract, channel, { ...runtime, observer });
}

async function hot(n = 0): Promise<string> {
  return (await client.getUsers({ userIds: ['x'.repeat(n % 7)] })).users[0]?.userId ?? '';
}

async function unary(n = 0): Promise<string> {
  return (await client.listDevices({ userId: 'x'.repeat(n % 7) })).devices[0]?.deviceId ?? '';
}

describe('connections that get old', () => {
  test('are replaced under load without losing a call, and old ones close', async () => {
    await serve('only');
    open(100);
    let calls = 0;
    while (rotations < 5) {
      const turn = Array.from({ length: 50 }, (_, n) => (n % 5 === 0 ? unary(n) : hot(n)));
      calls += turn.length;
      expect(new Set(await Promise.all(turn))).toEqual(new Set(['only']));
    }
    expect(calls).toBeGreaterThan(200);
    await expect.poll(() => balancer.connections).toBe(1);
  });

  test('a replica that was added behind the name gets calls within that age', async () => {
    await serve('old');
    open(150);
    expect([await hot(), await unary()]).toEqual(['old', 'old']);
    await serve('new');
    await expect.poll(() => hot(), { interval: 20 }).toBe('new');
    expect(await unary()).toBe('new');
  });

  test('while no new one can be made the old one serves', async () => {
    await serve('old');
    open(50);
    expect(await hot()).toBe('old');
    balancer.target = 1;
    const untilMs = performance.now() + 500;
    while (performance.now() < untilMs) expect([await hot(), await unary()]).toEqual(['old', 'old']);
    expect(rotations).toBe(0);
  });

  test('a server that drains is left at once for another one behind the name', async () => {
    const old = await serve('old');
    open(60_000);
    expect(await hot()).toBe('old');
    await serve('new');
    const stopped = old.stop(2_000);
    expect([await hot(), await unary()]).toEqual(['new', 'new']);
    await stopped;
  });
});
