import { settle } from '@microchat/testkit/manual-time';
import { afterEach, describe, expect, it } from 'vitest';
import { TestGateway } from './testing/test-gateway.ts';

let gateway: TestGateway;

afterEach(() => gateway.stop());

describe('a client that does not read', () => {
  const kib = 1024;

  it('is queued up to the bound, then gets heads when it reads again', async () => {
    gateway = await new TestGateway().start({
      limits: { outboxBytesMax: 64 * kib },
      sessionLimits: { hintIntervalMs: 1 },
    });
    const { backend } = gateway;
    const slow = await gateway.connect('alice');
    const quick = await gateway.connect('alice', { deviceId: 'tablet' });
    slow.socket.pause();
    // Enough to fill the buffers of both systems many times over.
    const messages = 1_500;
    for (let at = 1; at <= messages; at++) {
      await backend.say('bob', 'alice', `${at}:${'x'.repeat(15 * kib)}`);
      await quick.notified(at);
      if (at % 50 === 0) quick.send({ ack: { received: at } });
    }
    expect(quick.messages.length).toBe(messages);
    expect(await gateway.metric('frames_dropped_total')).toBeGreaterThan(100);
    expect(await gateway.metric('behind_total')).toBe(1);
    slow.socket.resume();
    const hint = await slow.frame(({ notify }) => notify?.conversations[0]?.head?.index === messages);
    expect(hint.notify?.messages).toEqual([]);
    expect(slow.messages.length).toBeLessThan(messages - 100);
    slow.send({ ack: { received: slow.notifies } });
    await slow.settled();
    await backend.say('bob', 'alice', 'again');
    await slow.text('again');
  });

  it('is closed 4003 when it does not catch up', async () => {
    gateway = await new TestGateway().start({
      heartbeatMs: 100,
      limits: { outboxBytesMax: 64 * kib },
      sessionLimits: { drainTimeoutMs: 100, heartbeatMs: 60_000 },
    });
    const slow = await gateway.connect('alice');
    slow.socket.pause();
    // Until the buffers of both systems are full.
    while ((await gateway.metric('closes_total')) === 0) {
      await gateway.backend.say('bob', 'alice', 'x'.repeat(15 * kib));
      await settle();
    }
    await expect.poll(() => [...gateway.backend.topics]).toEqual([]);
    await expect.poll(() => gateway.metric('connections'), { timeout: 5_000 }).toBe(0);
  });

  it('can not fill the outbox by asking either', async () => {
    gateway = await new TestGateway().start({ limits: { outboxBytesMax: 64 * kib } });
    const { backend } = gateway;
    backend.losingPushes = true;
    for (let at = 1; at <= 40; at++) await backend.say('bob', 'alice', 'x'.repeat(15 * kib));
    const greedy = await gateway.connect('alice');
    greedy.socket.pause();
    const asked = 500;
    for (let id = 2; id < asked; id++) greedy.send({ id, pull: { conversationId: 's~alice~bob' } });
    await expect.poll(() => gateway.metric('behind_total')).toBeGreaterThan(0);
    const pages = backend.counts.get('pull') ?? 0;
    expect(pages).toBeLessThan(asked / 4);
    greedy.socket.resume();
    await greedy.answer(asked - 1);
  });
});

describe('silence', () => {
  it('of two heartbeats ends a connection; pings of either kind keep it', async () => {
    gateway = await new TestGateway().start({ heartbeatMs: 100 });
    const silent = await gateway.connect('alice');
    const pinging = await gateway.connect('bob');
    const webSocketPinging = await gateway.connect('carol');
    const beat = setInterval(() => {
      pinging.send({ ping: { cursor: '' } });
      webSocketPinging.socket.ping();
    }, 40);
    expect(await silent.closed).toEqual({ code: 4003, reason: 'SILENT' });
    await pinging.settled();
    expect(webSocketPinging.socket.readyState).toBe(webSocketPinging.socket.OPEN);
    clearInterval(beat);
  });

  it('of a client that is gone without a word ends its route, though it does not answer the close', async () => {
    gateway = await new TestGateway().start({ heartbeatMs: 50, sessionLimits: { closeTimeoutMs: 50 } });
    const gone = await gateway.connect('alice');
    gone.socket.pause();
    await expect.poll(() => [...gateway.backend.topics]).toEqual([]);
    await expect.poll(() => gateway.metric('connections')).toBe(0);
  });
});

describe('a lost lease', () => {
  it('lease lost and regained: everything is registered again, missed entries are fetched, every client hears the heads', async () => {
    gateway = await new TestGateway().start();
    const { backend } = gateway;
    await backend.change('team', ['alice', 'bob']);
    const alice = await gateway.connect('alice', { cursor: '0' });
    const bob = await gateway.connect('bob');
    const first = backend.incarnation;
    backend.leaseAlive = false;
    backend.topics.clear();
    await backend.say('carol', 'alice', 'not pushed');
    await backend.change('team', [], ['bob']);
    await backend.post('team', 'alice', 'not pushed either');
    // The next registration finds the lease gone.
    const carol = await gateway.connect('carol');
    expect(backend.incarnation).not.toBe(first);
    await alice.text('not pushed either');
    const hint = await alice.frame(({ notify }) => (notify?.conversations.length ?? 0) > 0);
    expect(hint.notify?.conversations.map(({ conversationId }) => conversationId)).toContain('s~alice~carol');
    await bob.frame(({ notify }) => notify?.messages[0]?.content?.membership?.removedUserIds[0] === 'bob');
    await bob.settled();
    expect(bob.texts).toEqual([]);
    await carol.settled();
    expect([...backend.topics].sort()).toEqual(['g:team', 'u:alice', 'u:bob', 'u:carol']);
  });
});

describe('stopping', () => {
  it('closes all with 1012 and a time to come back, saves positions, and ends the lease last', async () => {
    gateway = await new TestGateway().start({ drainWindowMs: 50 });
    const { backend } = gateway;
    const clients = [await gateway.connect('alice'), await gateway.connect('bob'), await gateway.open()];
    await backend.say('bob', 'alice', 'hi');
    await clients[0]?.text('hi');
    clients[0]?.send({ ack: { received: 1 } });
    await clients[0]?.settled();
    backend.before.ack = () => expect(backend.closedLeases).toBe(0);
    await gateway.stop();
    for (const client of clients) {
      const { code, reason } = await client.closed;
      expect(code).toBe(1012);
      expect(JSON.parse(reason).reconnectAfterMs).toBeLessThanOrEqual(1_000);
    }
    expect(backend.acks).toHaveLength(1);
    expect(backend.closedLeases).toBe(1);
    await expect(gateway.open()).rejects.toThrow('ECONNREFUSED');
  });

  it('does not wait for clients that do not answer', async () => {
    gateway = await new TestGateway().start({ heartbeatMs: 100, sessionLimits: { closeTimeoutMs: 50 } });
    const client = await gateway.connect('alice');
    client.socket.pause();
    await gateway.stop();
    expect(await gateway.metric('connections')).toBe(0);
  });
});
