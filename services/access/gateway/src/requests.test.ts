import type { ClientFrame } from '@microchat/proto/microchat/client/v1/ClientFrame';
import { afterEach, describe, expect, it } from 'vitest';
import { TestGateway } from './testing/test-gateway.ts';

let gateway: TestGateway;

afterEach(() => gateway.stop());

describe.each(['json', 'proto'] as const)('requests in %s', (encoding) => {
  it('are answered under their id; a pong has none', async () => {
    gateway = await new TestGateway().start();
    const alice = await gateway.connect('alice', { encoding });
    await gateway.backend.say('bob', 'alice', 'hi');
    alice.send({ id: 11, pull: { conversationId: 's~alice~bob', limit: 10 } });
    alice.send({ id: 12, sync: { cursor: '', limit: 10 } });
    alice.send({ id: 13, read: { conversationId: 's~alice~bob', index: 1 } });
    alice.send({ id: 14, ping: { cursor: '' } });
    expect((await alice.answer(11)).page).toMatchObject({
      messages: [{ index: 1, content: { text: { body: 'hi' } } }],
      covers: { fromIndex: 1, toIndex: 1 },
      hasMore: false,
    });
    expect((await alice.answer(12)).changes).toMatchObject({
      conversations: [{ conversationId: 's~alice~bob', type: 'SINGLE', peerId: 'bob', head: { index: 1 } }],
      hasMore: false,
    });
    expect((await alice.answer(13)).receipt).toEqual({
      conversationId: 's~alice~bob',
      readIndex: 1,
      peerReadIndex: 0,
      unread: 0,
    });
    const { id, pong } = await alice.frame((frame) => frame.pong !== undefined);
    expect({ id, heads: pong?.heads }).toEqual({ id: 0, heads: [{ conversationId: 's~alice~bob', index: 1 }] });
  });

  it('that change the own list are answered with the entry', async () => {
    gateway = await new TestGateway().start();
    const alice = await gateway.connect('alice', { encoding });
    const conversationId = 's~alice~bob';
    alice.send({ id: 2, updateConversation: { conversationId, pinned: true, draft: 'Hm' } });
    alice.send({ id: 3, clearHistory: { conversationId, throughIndex: 4 } });
    alice.send({ id: 4, deleteMessages: { conversationId, indexes: [7, 9] } });
    alice.send({ id: 5, updateConversation: { conversationId } });
    expect((await alice.answer(2)).conversation).toMatchObject({ conversationId, pinned: true, draft: 'Hm' });
    expect((await alice.answer(3)).conversation).toMatchObject({ conversationId, clearedThrough: 4 });
    const deleted = [7, 9].map((index) => ({ fromIndex: index, toIndex: index }));
    expect((await alice.answer(4)).conversation).toMatchObject({ conversationId, deleted });
    expect((await alice.answer(5)).error).toMatchObject({ reason: 'REQUIRED', field: 'updateConversation' });
  });

  it('that fail are answered with the error, and so are frames that break a rule', async () => {
    gateway = await new TestGateway().start();
    const alice = await gateway.connect('alice', { encoding });
    const content = { text: { body: 'x' } };
    alice.send({ id: 2, send: { to: { userId: 'nobody' }, clientMessageId: 'c', content } });
    alice.send({ id: 3, send: { to: { userId: 'no body' }, clientMessageId: 'c', content } });
    alice.send({ id: 4, pull: { conversationId: 's~alice~bob', limit: 201 } });
    expect((await alice.answer(2)).error).toMatchObject({ code: 'NOT_FOUND', reason: 'USER_NOT_FOUND' });
    gateway.backend.before.send = () => Promise.reject(new Error('secret detail'));
    alice.send({ id: 5, send: { to: { userId: 'bob' }, clientMessageId: 'c', content } });
    expect((await alice.answer(3)).error).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'send.to.userId' });
    expect((await alice.answer(4)).error).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'pull.limit' });
    expect((await alice.answer(5)).error).toMatchObject({ code: 'INTERNAL', message: 'internal error' });
  });
});

describe('requests', () => {
  it('in flight are bounded, pages more tightly, and go on when others are answered', async () => {
    gateway = await new TestGateway().start({ sessionLimits: { requestsMax: 4, pagesMax: 2 } });
    const { promise, resolve } = Promise.withResolvers<void>();
    let running = 0;
    let runningMax = 0;
    gateway.backend.before.pull = async () => {
      running += 1;
      runningMax = Math.max(runningMax, running);
      await promise;
      running -= 1;
    };
    const alice = await gateway.connect('alice');
    for (let id = 2; id <= 6; id++) alice.send({ id, pull: { conversationId: 's~alice~bob' } });
    expect((await alice.answer(6)).error).toMatchObject({ code: 'RESOURCE_EXHAUSTED', reason: 'TOO_MANY_REQUESTS' });
    expect(running).toBe(2);
    resolve();
    for (let id = 2; id <= 5; id++) expect((await alice.answer(id)).page).toBeTruthy();
    expect(runningMax).toBe(2);
    alice.send({ id: 7, pull: { conversationId: 's~alice~bob' } });
    expect((await alice.answer(7)).page).toBeTruthy();
  });

  it('before the welcome are refused', async () => {
    gateway = await new TestGateway().start();
    const { promise, resolve } = Promise.withResolvers<void>();
    gateway.backend.before.connect = () => promise;
    const alice = await gateway.hello('alice');
    alice.send({ id: 2, ping: { cursor: '' } });
    expect((await alice.answer(2)).error).toMatchObject({ code: 'FAILED_PRECONDITION', reason: 'NOT_WELCOMED' });
    resolve();
    await alice.frame(({ welcome }) => welcome !== undefined);
  });
});

describe('malformed frames', () => {
  it.each([
    ['text that is no JSON', '{"id":2,'],
    ['JSON that is no object', '[1,2]'],
    ['a binary frame on a text connection', Buffer.from([8, 2])],
  ])('close 4004: %s', async (_name, data) => {
    gateway = await new TestGateway().start();
    const alice = await gateway.connect('alice');
    alice.socket.send(data);
    expect(await alice.closed).toEqual({ code: 4004, reason: 'UNDECODABLE_FRAME' });
  });

  it.each([
    ['garbage', Buffer.from([0xff, 0xff, 0xff])],
    ['a text frame on a binary connection', '{}'],
  ])('close 4004 in protobuf: %s', async (_name, data) => {
    gateway = await new TestGateway().start();
    const alice = await gateway.connect('alice', { encoding: 'proto' });
    alice.socket.send(data);
    expect((await alice.closed).code).toBe(4004);
  });

  it.each([
    ['above 64 KiB', Buffer.concat([Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 1, 0, 1]), Buffer.alloc(4)])],
    ['without mask', Buffer.from([0x81, 2, 0x7b, 0x7d])],
    ['with bad UTF-8', Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28])],
    ['with reserved bits', Buffer.from([0xf1, 0x80, 0, 0, 0, 0])],
    ['in too many pieces', Buffer.from([0x01, 0x80, 0, 0, 0, 0, ...Array(70).fill([0x00, 0x80, 0, 0, 0, 0]).flat()])],
  ])('that WebSocket forbids close 4004, and nobody else notices: %s', async (_name, bytes) => {
    gateway = await new TestGateway().start();
    const alice = await gateway.connect('alice');
    const bob = await gateway.connect('bob');
    alice.writeRaw(bytes);
    expect(await alice.closed).toEqual({ code: 4004, reason: 'UNREADABLE_FRAME' });
    await bob.settled();
    expect(await gateway.metric('websocket_errors_total')).toBe(1);
    expect([...gateway.backend.topics]).toEqual(['u:bob']);
  });

  it('with unknown members, or none, are answered', async () => {
    gateway = await new TestGateway().start();
    const alice = await gateway.connect('alice');
    alice.socket.send('{"id":9,"dance":{}}');
    expect((await alice.answer(9)).error).toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});

describe('acknowledgements', () => {
  const ack = (received: number, ...positions: [string, number][]): ClientFrame => ({
    id: 77,
    ack: { received, positions: positions.map(([conversationId, index]) => ({ conversationId, index })) },
  });
  const saved = () => gateway.backend.acks.flatMap(({ positions }) => positions);

  it('by count are saved when the connection ends, up to the first hole', async () => {
    gateway = await new TestGateway().start();
    const { backend } = gateway;
    const alice = await gateway.connect('alice', { deviceId: 'tablet' });
    await backend.say('bob', 'alice', 'm1');
    await backend.say('bob', 'alice', 'm2');
    backend.losingPushes = true;
    await backend.say('bob', 'alice', 'm3');
    backend.losingPushes = false;
    await backend.say('bob', 'alice', 'm4');
    await alice.text('m4');
    alice.send(ack(3));
    await alice.settled();
    expect(backend.acks).toEqual([]);
    alice.socket.close();
    await expect
      .poll(() => backend.acks)
      .toEqual([{ userId: 'alice', deviceId: 'tablet', positions: [{ conversationId: 's~alice~bob', index: 2 }] }]);
  });

  it('by position are verified at first and saved with the others afterwards', async () => {
    gateway = await new TestGateway().start({
      heartbeatMs: 100,
      sessionLimits: { saveIntervalMs: 50, heartbeatMs: 60_000 },
    });
    const alice = await gateway.connect('alice');
    alice.send(ack(0, ['s~alice~bob', 5]));
    await alice.settled();
    expect(saved()).toEqual([{ conversationId: 's~alice~bob', index: 5 }]);
    alice.send(ack(0, ['s~alice~bob', 6]));
    alice.send(ack(0, ['s~alice~bob', 7]));
    await expect.poll(saved).toContainEqual({ conversationId: 's~alice~bob', index: 7 });
    expect(gateway.backend.counts.get('ack')).toBe(2);
  });

  it('of foreign conversations are answered NOT_FOUND', async () => {
    gateway = await new TestGateway().start();
    const alice = await gateway.connect('alice');
    alice.send(ack(0, ['s~bob~carol', 1]));
    expect((await alice.answer(77)).error).toMatchObject({ code: 'NOT_FOUND', reason: 'CONVERSATION_NOT_FOUND' });
    expect(saved()).toEqual([]);
  });

  it('are saved again when a save failed', async () => {
    gateway = await new TestGateway().start({
      heartbeatMs: 100,
      sessionLimits: { saveIntervalMs: 20, heartbeatMs: 60_000 },
    });
    let failures = 1;
    gateway.backend.before.ack = async () => {
      if (failures-- > 0) throw new Error('away');
    };
    const alice = await gateway.connect('alice');
    await gateway.backend.say('bob', 'alice', 'm1');
    await alice.text('m1');
    alice.send(ack(1));
    await expect.poll(saved).toEqual([{ conversationId: 's~alice~bob', index: 1 }]);
    expect(await gateway.metric('retries_total')).toBe(1);
  });
});
