import { afterEach, describe, expect, it } from 'vitest';
import { TestGateway } from './testing/test-gateway.ts';

let gateway: TestGateway;

afterEach(() => gateway.stop());

describe.each(['json', 'proto'] as const)('delivery in %s', (encoding) => {
  it('brings messages to all devices of both, receipts and list entries to whom they are pushed', async () => {
    gateway = await new TestGateway().start();
    const { backend } = gateway;
    const alice = await gateway.connect('alice', { encoding });
    const tablet = await gateway.connect('alice', { encoding, deviceId: 'tablet' });
    const bob = await gateway.connect('bob', { encoding });
    const carol = await gateway.connect('carol', { encoding });
    alice.send({ id: 2, send: { to: { userId: 'bob' }, clientMessageId: 'hi bob', content: { text: { body: 'x' } } } });
    expect((await alice.answer(2)).sent).toMatchObject({ conversationId: 's~alice~bob', index: 1, messageId: '1001' });
    for (const client of [alice, tablet, bob]) {
      expect(await client.text('hi bob')).toMatchObject({
        conversationId: 's~alice~bob',
        index: 1,
        messageId: '1001',
        previousMessageId: '0',
        senderId: 'alice',
        clientMessageId: 'c-1',
      });
    }
    const receipt = { conversationId: 's~alice~bob', userId: 'bob', readIndex: 1 };
    await backend.pushTo(['u:alice'], { conversationId: 's~alice~bob', receipts: [receipt] });
    expect((await alice.frame(({ notify }) => notify?.receipts.length === 1)).notify?.receipts).toEqual([receipt]);
    await carol.settled();
    expect(carol.notifies).toBe(0);
    expect(bob.notifies).toBe(1);
  });

  it('sends several entries of one push in one frame, large ones in several', async () => {
    gateway = await new TestGateway().start();
    const alice = await gateway.connect('alice', { encoding });
    gateway.backend.losingPushes = true;
    const small = [await gateway.backend.say('bob', 'alice', 'one'), await gateway.backend.say('bob', 'alice', 'two')];
    const large = [];
    for (let at = 0; at < 5; at++) large.push(await gateway.backend.say('bob', 'alice', `${at}`.repeat(16_000)));
    gateway.backend.losingPushes = false;
    await gateway.backend.pushTo(['u:alice'], { conversationId: 's~alice~bob', entries: small });
    await gateway.backend.pushTo(['u:alice'], { conversationId: 's~alice~bob', entries: large });
    await alice.settled();
    expect(alice.frames.flatMap(({ notify }) => (notify ? [notify.messages.map(({ index }) => index)] : []))).toEqual([
      [1, 2],
      [3, 4, 5],
      [6, 7],
    ]);
  });

  it('shows what arrives while connecting after the welcome, once, in order', async () => {
    gateway = await new TestGateway().start();
    const { backend } = gateway;
    await backend.change('team', ['alice']);
    backend.before.connect = async () => {
      await backend.say('bob', 'alice', 'first');
      await backend.post('team', 'bob', 'second');
      await backend.say('bob', 'alice', 'third');
    };
    const alice = await gateway.connect('alice', { encoding });
    await alice.text('third');
    expect(alice.frames[0]?.welcome).toBeTruthy();
    expect(alice.texts).toEqual(['first', 'second', 'third']);
  });
});

describe('delivery', () => {
  it('hints after the welcome when more arrives while connecting than is kept', async () => {
    gateway = await new TestGateway().start({ sessionLimits: { bufferFramesMax: 2 } });
    const { backend } = gateway;
    backend.before.connect = async () => {
      delete backend.before.connect;
      // The list is read before these: only pushes and heads can tell of them.
      const talk = async () => {
        for (const body of ['one', 'two', 'three']) await backend.say('bob', 'alice', body);
      };
      queueMicrotask(() => void talk());
    };
    const alice = await gateway.connect('alice');
    const hint = await alice.frame(({ notify }) => (notify?.conversations.length ?? 0) > 0);
    expect(hint.notify?.conversations[0]).toMatchObject({ conversationId: 's~alice~bob', head: { index: 3 } });
    expect(alice.texts).toEqual([]);
    await backend.say('bob', 'alice', 'four');
    await alice.text('four');
  });

  it('stops messages at the bound of unacknowledged frames, hints, and goes on when they are acknowledged', async () => {
    gateway = await new TestGateway().start({
      heartbeatMs: 100,
      sessionLimits: { unackedFramesMax: 4, hintIntervalMs: 10, heartbeatMs: 60_000 },
    });
    const alice = await gateway.connect('alice');
    for (let index = 1; index <= 6; index++) await gateway.backend.say('bob', 'alice', `m${index}`);
    await alice.frame(({ notify }) => notify?.conversations[0]?.head?.index === 6);
    expect(alice.texts).toEqual(['m1', 'm2', 'm3', 'm4']);
    alice.send({ ack: { received: alice.notifies } });
    await alice.settled();
    await gateway.backend.say('bob', 'alice', 'm7');
    await alice.text('m7');
    expect(await gateway.metric('hints_total')).toBeGreaterThanOrEqual(1);
  });

  it('closes 4004 when more frames are acknowledged than were sent, hints counted', async () => {
    gateway = await new TestGateway().start();
    const alice = await gateway.connect('alice');
    await gateway.backend.say('bob', 'alice', 'hi');
    await alice.text('hi');
    alice.send({ ack: { received: 1 } });
    await alice.settled();
    alice.send({ ack: { received: 2 } });
    expect(await alice.closed).toEqual({ code: 4004, reason: 'RECEIVED_ABOVE_SENT' });
  });

  it('hides nothing but content of strangers: a push for nobody here is harmless', async () => {
    gateway = await new TestGateway().start();
    await gateway.connect('alice');
    gateway.backend.topics.add('u:ghost').add('g:ghosts');
    await gateway.backend.say('ghost', 'nobody', 'boo');
    await gateway.backend.post('ghosts', 'ghost', 'boo');
    expect(await gateway.metric('deliveries_total')).toBe(0);
  });
});
