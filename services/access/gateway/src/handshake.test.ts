import { ServiceError } from '@microchat/core/service-error';
import { once } from 'node:events';
import { connect } from 'node:net';
import { settle } from '@microchat/testkit/manual-time';
import { afterEach, describe, expect, it } from 'vitest';
import type { TestClient } from './testing/test-client.ts';
import { TestGateway } from './testing/test-gateway.ts';

let gateway: TestGateway;

afterEach(() => gateway.stop());

/** Status line that a raw HTTP request gets. */
async function statusOf(request: string): Promise<string> {
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
  socket.write(`${request}\r\nHost: localhost\r\n\r\n`);
  const [data] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return String(data).split('\r\n', 1)[0] ?? '';
}

const upgrade =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';

describe('upgrade', () => {
  it('takes nothing but WebSockets on its path', async () => {
    gateway = await new TestGateway().start();
    expect(await statusOf('GET / HTTP/1.1')).toContain('404');
    expect(await statusOf('GET /v1/connect HTTP/1.1')).toContain('426');
    expect(await statusOf(`GET /elsewhere HTTP/1.1\r\n${upgrade}`)).toContain('404');
    expect(await statusOf(`GET /v1/connect HTTP/1.1\r\n${upgrade}\r\nSec-WebSocket-Protocol: mqtt`)).toContain('400');
    expect(await statusOf(`POST /v1/connect HTTP/1.1\r\n${upgrade}`)).toContain('405');
    expect(await statusOf(`GET /v1/connect?x=1 HTTP/1.1\r\n${upgrade}`)).toContain('101');
  });

  it('refuses foreign origins; no origin is no browser', async () => {
    gateway = await new TestGateway().start();
    await expect(gateway.open('json', { origin: 'http://evil.example' })).rejects.toThrow('403');
    await gateway.open('json', { origin: 'http://localhost:8080' });
    await gateway.open('json');
    expect(await gateway.metric('handshake_failures_total')).toBe(1);
  });

  it('bounds handshakes of one address, in all, and connections', async () => {
    for (const limits of [{ handshakesPerAddressMax: 2 }, { handshakesMax: 2 }, { connectionsMax: 2 }]) {
      gateway = await new TestGateway().start({ limits });
      const first = await gateway.open();
      await gateway.open();
      await expect(gateway.open()).rejects.toThrow('503');
      first.socket.terminate();
      await first.closed;
      await expect
        .poll(() =>
          gateway.open().then(
            () => true,
            () => false,
          ),
        )
        .toBe(true);
      await gateway.stop();
    }
  });

  it('does not count welcomed connections as handshakes', async () => {
    gateway = await new TestGateway().start({ limits: { handshakesMax: 1 } });
    await gateway.connect('alice');
    await gateway.connect('bob');
  });
});

describe.each(['json', 'proto'] as const)('hello in %s', (encoding) => {
  it('is answered with a welcome whose ticket opens the door again', async () => {
    gateway = await new TestGateway().start();
    await gateway.backend.say('bob', 'alice', 'hi');
    const client = await gateway.connect('alice', { encoding });
    const { welcome } = await client.answer(1);
    expect(welcome).toMatchObject({
      userId: 'alice',
      heartbeatMs: 25_000,
      changes: { conversations: [{ conversationId: 's~alice~bob', head: { index: 1 } }], hasMore: false, reset: false },
    });
    expect(welcome?.connectionId).not.toBe('');
    const again = await gateway.connect('alice', { encoding, token: welcome?.ticket ?? '', cursor: '99' });
    expect((await again.answer(1)).welcome?.changes?.conversations).toEqual([]);
    await expect.poll(() => gateway.backend.devices).toEqual(['alice/phone/test', 'alice/phone/test']);
  });

  it('with a token that is not valid gets the error and 4001', async () => {
    gateway = await new TestGateway().start();
    const client = await gateway.hello('alice', { encoding, token: 'forged' });
    expect((await client.answer(1)).error).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' });
    expect(await client.closed).toEqual({ code: 4001, reason: 'TOKEN_INVALID' });
  });

  it('with a ticket of another device gets 4001', async () => {
    gateway = await new TestGateway().start();
    const token = await gateway.tokens.issueTicket({ userId: 'alice', deviceId: 'tablet', revocationVersion: 0 });
    const client = await gateway.hello('alice', { encoding, token });
    expect((await client.closed).code).toBe(4001);
  });
});

describe('hello', () => {
  it('must come in time', async () => {
    gateway = await new TestGateway().start({ heartbeatMs: 100, sessionLimits: { helloTimeoutMs: 50 } });
    const client = await gateway.open();
    expect(await client.closed).toEqual({ code: 4001, reason: 'HELLO_TIMEOUT' });
  });

  it('must come first, and once', async () => {
    gateway = await new TestGateway().start();
    const early = await gateway.open();
    early.send({ ping: { cursor: '' } });
    expect(await early.closed).toEqual({ code: 4001, reason: 'HELLO_EXPECTED' });
    const twice = await gateway.connect('alice');
    twice.send({ id: 2, hello: { token: 'x', deviceId: 'phone', platform: '', cursor: '' } });
    expect(await twice.closed).toEqual({ code: 4004, reason: 'SECOND_HELLO' });
  });

  it('with a revoked token is refused', async () => {
    gateway = await new TestGateway().start();
    gateway.backend.revocations.set('alice', 3);
    const old = await gateway.hello('alice', {
      token: await gateway.tokens.issueAccess({ userId: 'alice', revocationVersion: 2 }),
    });
    expect(await old.closed).toEqual({ code: 4001, reason: 'TOKEN_REVOKED' });
    const token = await gateway.tokens.issueAccess({ userId: 'alice', revocationVersion: 3 });
    await gateway.connect('alice', { token });
  });

  it('while a service is away is refused with a time to come back', async () => {
    gateway = await new TestGateway().start();
    gateway.backend.before.connect = () => Promise.reject(new Error('away'));
    const client = await gateway.hello('alice');
    expect((await client.answer(1)).error).toMatchObject({ code: 'INTERNAL' });
    const { code, reason } = await client.closed;
    expect(code).toBe(1013);
    expect(JSON.parse(reason).reconnectAfterMs).toBeGreaterThanOrEqual(1_000);
    expect([...gateway.backend.topics]).toEqual([]);
  });

  it('waits for its turn when many come at once', async () => {
    gateway = await new TestGateway().start({ limits: { connectsRunningMax: 2 } });
    let running = 0;
    let runningMax = 0;
    gateway.backend.before.connect = async () => {
      running += 1;
      runningMax = Math.max(runningMax, running);
      await settle();
      running -= 1;
    };
    await Promise.all(Array.from({ length: 50 }, (_, at) => gateway.connect(`user-${at}`)));
    expect(runningMax).toBe(2);
    expect(gateway.backend.topics.size).toBe(50);
  });

  it('leaves nothing behind when the client goes away in the middle', async () => {
    gateway = await new TestGateway().start();
    await gateway.backend.change('team', ['alice']);
    const { promise: client, resolve: setClient } = Promise.withResolvers<TestClient>();
    gateway.backend.before.getMemberships = async () => {
      (await client).socket.terminate();
      await expect.poll(() => [...gateway.backend.topics]).toEqual([]);
    };
    setClient(await gateway.hello('alice'));
    await (await client).closed;
    await expect.poll(() => gateway.backend.counts.get('getMemberships')).toBe(1);
    await expect.poll(() => [...gateway.backend.topics]).toEqual([]);
    expect(gateway.backend.counts.get('connect')).toBeUndefined();
  });

  it('of the same device replaces the older connection, whose end does not take the route along', async () => {
    gateway = await new TestGateway().start();
    const old = await gateway.connect('alice');
    const other = await gateway.connect('alice', { deviceId: 'tablet' });
    const young = await gateway.connect('alice');
    expect(await old.closed).toEqual({ code: 4002, reason: 'REPLACED' });
    await gateway.backend.say('bob', 'alice', 'still there?');
    await young.text('still there?');
    await other.text('still there?');
    expect(old.texts).toEqual([]);
  });

  it('of the same device is announced to the other workers, and replaces what is older here when they announce', async () => {
    gateway = await new TestGateway().start();
    const old = await gateway.connect('alice');
    await expect.poll(() => gateway.backend.pushedToOther).toHaveLength(1);
    const announced = gateway.backend.pushedToOther[0]?.deviceConnected;
    expect(announced).toMatchObject({ userId: 'alice', deviceId: 'phone' });
    const elsewhere = { userId: 'alice', deviceId: 'phone', platform: '' };
    const loginNumber = announced?.loginNumber ?? 0;
    await gateway.backend.pushTo(['u:alice'], { deviceConnected: { ...elsewhere, loginNumber: loginNumber - 1 } });
    await gateway.backend.say('bob', 'alice', 'an older one elsewhere changes nothing');
    await old.text('an older one elsewhere changes nothing');
    await gateway.backend.pushTo(['u:alice'], { deviceConnected: { ...elsewhere, loginNumber: loginNumber + 1 } });
    expect(await old.closed).toEqual({ code: 4002, reason: 'REPLACED' });
  });

  it('that turns out to be the earlier login of its device goes', async () => {
    gateway = await new TestGateway().start();
    gateway.backend.otherIsLater = true;
    const client = await gateway.hello('alice');
    expect(await client.closed).toEqual({ code: 4002, reason: 'REPLACED' });
  });

  it('is numbered before it is announced: without a number it is refused, and may be tried again', async () => {
    gateway = await new TestGateway().start();
    gateway.backend.before.recordDevice = () => {
      throw new ServiceError('UNAVAILABLE', { reason: 'STORE_UNAVAILABLE', message: 'away' });
    };
    const client = await gateway.hello('alice');
    expect(await client.frame(({ error }) => error !== undefined)).toMatchObject({ error: { code: 'UNAVAILABLE' } });
    expect(await client.closed).toMatchObject({ code: 1013 });
    expect(gateway.backend.pushedToOther).toEqual([]);
  });

  it('finds a kick that came between its number and its registration', async () => {
    gateway = await new TestGateway().start();
    gateway.backend.revocations.set('alice', 0);
    gateway.backend.kicks = [{ deviceId: 'phone', throughLogin: 1 }];
    const client = await gateway.hello('alice');
    expect(await client.closed).toEqual({ code: 4002, reason: 'KICKED' });
    await gateway.connect('alice');
  });

  it('replaces other devices on its platform where that is the policy, here and at other workers', async () => {
    gateway = await new TestGateway().start({ loginsPerPlatform: 'replace' });
    const old = await gateway.connect('alice');
    const bob = await gateway.connect('bob', { deviceId: 'tablet' });
    await gateway.connect('alice', { deviceId: 'tablet' });
    expect(await old.closed).toEqual({ code: 4002, reason: 'REPLACED' });
    await expect
      .poll(() => gateway.backend.pushedToOther.map(({ deviceConnected }) => deviceConnected?.platform))
      .toEqual(['test', 'test', 'test']);
    await gateway.backend.say('alice', 'bob', 'still there?');
    await bob.text('still there?');
  });

  it('ends a connection whose token expires', async () => {
    gateway = await new TestGateway().start({ heartbeatMs: 100 });
    const token = await gateway.tokens.issueAccess({ userId: 'alice', revocationVersion: 0, ttlMs: 1_500 });
    const client = await gateway.connect('alice', { token });
    const beat = setInterval(() => client.send({ ping: { cursor: '' } }), 50);
    expect(await client.closed).toEqual({ code: 4001, reason: 'TOKEN_EXPIRED' });
    clearInterval(beat);
  });
});
