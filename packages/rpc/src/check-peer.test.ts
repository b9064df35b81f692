import type { CertificatePair } from '@microchat/auth/certificates';
import { realTimers } from '@microchat/testkit/real-timers';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import { checkPeer, type PeerAnswer } from './check-peer.ts';
import { GrpcServer } from './grpc-server.ts';
import { HealthService } from './health-service.ts';
import type { PeerCredentials, TlsIdentity } from './peer-credentials.ts';
import { silentObserver } from './rpc-observer.ts';
import { ServiceRegistry } from './service-registry.ts';
import { guardWith, identityOf, newAuthority, testKey } from './testing/test-identity.ts';

const clock = { now: () => Date.now() };

let authority: CertificatePair;
let tls: TlsIdentity;
let server: GrpcServer;
let health: HealthService;
let address: string;

beforeAll(async () => {
  authority = await newAuthority();
  tls = await identityOf(authority, 'storage');
});
beforeEach(() => serve(tls));
afterEach(() => server.stop(500));

async function serve(identity: TlsIdentity): Promise<void> {
  health = new HealthService([]);
  health.setTakingCalls(true);
  const registry = new ServiceRegistry(silentObserver);
  const guard = guardWith([testKey]);
  server = new GrpcServer({
    clock,
    timers: realTimers,
    observer: silentObserver,
    registry,
    guard,
    health,
    tls: identity,
  });
  address = `127.0.0.1:${await server.listen('127.0.0.1:0')}`;
}

function check(credentials: PeerCredentials, serverName = 'storage'): Promise<PeerAnswer> {
  return checkPeer({ address, serverName }, credentials, { clock, timeoutMs: 3_000 });
}

test('a peer that knows us says whether it takes calls', async () => {
  expect(await check({ tls, key: testKey })).toEqual({ kind: 'serving', reason: '' });
  health.setTakingCalls(false);
  expect(await check({ tls, key: testKey })).toEqual({ kind: 'notServing', reason: '' });
});

test('a key that it does not know is told apart', async () => {
  expect(await check({ tls, key: 'x'.repeat(32) })).toMatchObject({ kind: 'keyRefused' });
});

test('what is wrong with certificates is in the reason', async () => {
  expect(await check({ tls, key: testKey }, 'logic')).toMatchObject({
    kind: 'unreachable',
    reason: expect.stringContaining("does not match certificate's altnames"),
  });
  const foreign = await identityOf(await newAuthority(), 'storage');
  expect(await check({ tls: foreign, key: testKey })).toMatchObject({
    kind: 'unreachable',
    reason: expect.stringContaining('certificate'),
  });
  expect(await check({ key: testKey })).toMatchObject({ kind: 'unreachable' });
});

test('a file with two authorities trusts both, so that they can be exchanged', async () => {
  const next = await newAuthority();
  const both = `${authority.certificate}${next.certificate}`;
  const moved = { ...(await identityOf(next, 'logic')), authority: both };
  expect(await check({ tls: moved, key: testKey })).toMatchObject({ kind: 'unreachable' });
  await server.stop(0);
  await serve({ ...tls, authority: both });
  expect(await check({ tls: moved, key: testKey })).toEqual({ kind: 'serving', reason: '' });
  expect(await check({ tls, key: testKey })).toEqual({ kind: 'serving', reason: '' });
});

test('nobody there is said at once', async () => {
  await server.stop(0);
  const startedAtMs = Date.now();
  expect(await check({ tls, key: testKey })).toMatchObject({
    kind: 'unreachable',
    reason: expect.stringContaining('ECONNREFUSED'),
  });
  expect(Date.now() - startedAtMs).toBeLessThan(2_500);
});
