import type { CertificatePair } from '@microchat/auth/certificates';
import type { UserStoreDefinition } from '@microchat/proto/microchat/storage/v1/UserStore';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { CallGuard } from './call-guard.ts';
import { createClient } from './client.ts';
import { GrpcChannel } from './grpc-channel.ts';
import { GrpcServer } from './grpc-server.ts';
import { HealthService } from './health-service.ts';
import type { PeerCredentials, TlsIdentity } from './peer-credentials.ts';
import { silentObserver } from './rpc-observer.ts';
import type { Client } from './service-contract.ts';
import { ServiceRegistry } from './service-registry.ts';
import { echoContract, echoHandlers } from './testing/echo-service.ts';
import { guardWith, identityOf, newAuthority, testKey } from './testing/test-identity.ts';

const runtime = { timers: realTimers, random: new SeededRandom('guarded'), clock: { now: () => Date.now() } };
const otherKey = 'o'.repeat(32);

let authority: CertificatePair;
let tls: TlsIdentity;
let opened: (() => unknown)[];
let seen: string[];
let health: HealthService;

beforeAll(async () => {
  authority = await newAuthority();
  tls = await identityOf(authority);
});
beforeEach(() => {
  opened = [];
  seen = [];
});
afterEach(async () => {
  for (const close of opened) await close();
});

async function serve(guard: CallGuard, serverTls: TlsIdentity | undefined = tls): Promise<number> {
  const registry = new ServiceRegistry(silentObserver);
  registry.add(
    echoContract,
    echoHandlers(async (id) => {
      seen.push(id);
      return id;
    }),
  );
  const observer = {
    ...silentObserver,
    unauthenticated: () => seen.push('(no key)'),
    forbidden: (keyName: string) => seen.push(`(forbidden to ${keyName})`),
  };
  health = new HealthService([echoContract.name]);
  const server = new GrpcServer({ ...runtime, registry, observer, guard, health, tls: serverTls });
  opened.push(() => server.stop(500));
  return server.listen('127.0.0.1:0');
}

function connect(port: number, credentials: PeerCredentials, serverName?: string): GrpcChannel {
  const address = `127.0.0.1:${port}`;
  const channel = new GrpcChannel({ ...runtime, observer: silentObserver, address, credentials, serverName });
  opened.unshift(() => channel.close());
  return channel;
}

function clientOf(channel: GrpcChannel): Client<UserStoreDefinition> {
  return createClient(echoContract, channel, { ...runtime, observer: silentObserver });
}

/** What both kinds of call get. */
async function outcomes(client: Client<UserStoreDefinition>): Promise<string[]> {
  const calls = [client.getUsers({ userIds: ['hot'] }), client.listDevices({ userId: 'unary' })];
  const settled = await Promise.allSettled<object>(calls);
  return settled.map((result) =>
    result.status === 'fulfilled' ? 'answered' : `${result.reason.code}/${result.reason.reason}`,
  );
}

describe('keys', () => {
  test.each([
    ['no key', undefined],
    ['a wrong key', otherKey],
  ])('%s: refused, nothing is called', async (_name, key) => {
    const port = await serve(guardWith([testKey]));
    const refused = 'UNAUTHENTICATED/KEY_INVALID';
    expect(await outcomes(clientOf(connect(port, { tls, key })))).toEqual([refused, refused]);
    expect(seen).toEqual(['(no key)', '(no key)']);
  });

  test('several are accepted, so that they can be exchanged', async () => {
    const port = await serve(guardWith([testKey, otherKey]));
    for (const key of [testKey, otherKey]) {
      expect(await outcomes(clientOf(connect(port, { tls, key })))).toEqual(['answered', 'answered']);
    }
  });

  test('a call beyond the key’s scopes is refused alone, also inside a stream', async () => {
    const port = await serve(guardWith([testKey], (path) => path.endsWith('/GetUsers')));
    const client = clientOf(connect(port, { tls, key: testKey }));
    const [hot, otherHot, unary] = await Promise.allSettled<object>([
      client.getUsers({ userIds: ['hot'] }),
      client.ensureUser({ userId: 'forbidden' }),
      client.listDevices({ userId: 'forbidden' }),
    ]);
    expect(hot?.status).toBe('fulfilled');
    const refused = { status: 'rejected', reason: { code: 'PERMISSION_DENIED', reason: 'SCOPE_MISSING' } };
    expect([otherHot, unary]).toMatchObject([refused, refused]);
    expect(seen.sort()).toEqual(['(forbidden to test)', '(forbidden to test)', 'hot']);
  });
});

describe('certificates', () => {
  const lost = ['UNAVAILABLE/NOT_CONNECTED', 'UNAVAILABLE/NOT_CONNECTED'];

  test('of one authority: both sides know each other', async () => {
    const port = await serve(guardWith([testKey]));
    expect(await outcomes(clientOf(connect(port, { tls, key: testKey })))).toEqual(['answered', 'answered']);
  });

  test.each(['the caller', 'the server'])('%s has one of another authority: no call, no key sent', async (who) => {
    const foreign = await identityOf(await newAuthority());
    const isCaller = who === 'the caller';
    const port = await serve(guardWith([testKey]), isCaller ? tls : foreign);
    const results = await outcomes(clientOf(connect(port, { tls: isCaller ? foreign : tls, key: testKey })));
    for (const result of results) expect(result).toMatch(/^UNAVAILABLE/);
    expect(seen).toEqual([]);
  });

  test('a caller without one is not let in', async () => {
    const port = await serve(guardWith([testKey]));
    const results = await outcomes(clientOf(connect(port, { key: testKey })));
    for (const result of results) expect(result).toMatch(/^UNAVAILABLE/);
    expect(seen).toEqual([]);
  });

  test('for another host than the one that was called are refused', async () => {
    const port = await serve(guardWith([testKey]), await identityOf(authority, 'elsewhere'));
    expect(await outcomes(clientOf(connect(port, { tls, key: testKey })))).toEqual(lost);
  });

  test('for the name by which an address was found are accepted', async () => {
    const port = await serve(guardWith([testKey]), await identityOf(authority, 'storage-1'));
    const channel = connect(port, { tls, key: testKey }, 'storage-1');
    expect(await outcomes(clientOf(channel))).toEqual(['answered', 'answered']);
  });
});

describe('health checks', () => {
  test('tell whether calls are taken, to callers with the key and to probes without one', async () => {
    const port = await serve(guardWith([testKey]));
    const channels = [connect(port, { tls, key: testKey }), connect(port, { tls })];
    const answers = () => Promise.all(channels.map((channel) => channel.probe(1_000)));
    expect(await answers()).toEqual(['notServing', 'notServing']);
    health.setTakingCalls(true);
    expect(await answers()).toEqual(['serving', 'serving']);
  });

  test('a wrong key shows', async () => {
    const port = await serve(guardWith([testKey]));
    health.setTakingCalls(true);
    expect(await connect(port, { tls, key: otherKey }).probe(1_000)).toBe('notServing');
  });

  test('nobody there, or a wrong authority: no answer', async () => {
    const port = await serve(guardWith([testKey]));
    const foreign = await identityOf(await newAuthority());
    expect(await connect(port, { tls: foreign, key: testKey }).probe(1_000)).toBe('noAnswer');
    expect(await connect(1, { tls, key: testKey }).probe(1_000)).toBe('noAnswer');
  });
});
