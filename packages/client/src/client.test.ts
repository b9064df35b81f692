import { describe, expect, test } from 'vitest';

import type { ClientOptions, Status } from './client-options.ts';
import { MicroChatClient } from './client.ts';
import { MemoryStore } from './data/memory-store.ts';
import { MicroChatError } from './errors.ts';
import type { ClientFrame, Message, ReadReceipt } from './protocol/frames.ts';
import { FakeServer } from './testing/fake-server.ts';
import { fakeNetwork } from './testing/fake-web-socket.ts';
import { ManualEnvironment, settle } from './testing/manual-environment.ts';

const bob = { userId: 'bob' };

function setUp(options: Partial<ClientOptions> = {}) {
  const server = new FakeServer();
  const network = fakeNetwork(server);
  const environment = new ManualEnvironment();
  const client = new MicroChatClient({
    url: 'ws://fake/v1/connect',
    token: 'token-alice',
    deviceId: 'device-1',
    WebSocket: network.WebSocket,
    environment,
    ...options,
  });
  const messages: Message[] = [];
  const statuses: Status['state'][] = [];
  const errors: MicroChatError[] = [];
  client.on('message', (message) => messages.push(message));
  client.on('status', (status) => statuses.push(status.state));
  client.on('error', (error) => errors.push(error));
  const connection = () => {
    const found = [...server.connections].find((one) => one.userId === 'alice');
    if (found === undefined) throw new Error('alice is not connected');
    return found;
  };
  const chat = server.single('alice', 'bob');
  const say = (body: string, senderId = 'bob') => server.append(chat, senderId, text(body));
  const bodies = () => messages.map((message) => message.content.text?.body);
  return { server, network, environment, client, messages, statuses, errors, connection, chat, say, bodies };
}

function text(body: string) {
  return { text: { body } };
}

/** Frames of one kind that the client sent. */
function sentFrames<Kind extends string>(frames: readonly ClientFrame[], kind: Kind) {
  return frames.filter((frame): frame is Extract<ClientFrame, Record<Kind, unknown>> => kind in frame);
}

/** How a promise ended, looked at without waiting for it. */
async function outcomeOf(promise: Promise<unknown>): Promise<unknown> {
  let outcome: unknown = 'pending';
  promise.then(
    (value) => {
      outcome = value;
    },
    (error: unknown) => {
      outcome = error;
    },
  );
  await settle();
  return outcome;
}

describe('connecting', () => {
  test('lists the conversations, over several pages', async () => {
    const { server, client, say } = setUp();
    server.welcomeLimit = 1;
    say('hi');
    server.append(server.single('alice', 'carol'), 'carol', text('hello'));
    server.append(server.group('team', ['alice', 'bob']), 'bob', text('all'));
    await client.connect();
    expect(client.userId).toBe('alice');
    expect(client.conversations().map(({ peerId, groupId, unread }) => [peerId || groupId, unread])).toEqual([
      ['team', 1],
      ['carol', 1],
      ['bob', 1],
    ]);
  });

  test('keeps trying while the server is away, and says so', async () => {
    const { network, environment, client, statuses } = setUp();
    network.reachable = false;
    const connected = client.connect();
    await environment.advance(1_000);
    expect(await outcomeOf(connected)).toBe('pending');
    expect(statuses).toContain('offline');
    network.reachable = true;
    await environment.advance(15_000);
    await connected;
    expect(client.status).toEqual({ state: 'online' });
  });

  test('a refused fixed token stops the client', async () => {
    const { client, environment, errors } = setUp({ token: 'wrong' });
    const connected = client.connect();
    const outcome = outcomeOf(connected);
    await environment.advance(60_000);
    expect(await outcome).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'TOKEN_REFUSED' });
    expect(client.status.state).toBe('stopped');
    expect(errors).toHaveLength(1);
  });

  test('a provider is asked again when its token is refused', async () => {
    const tokens = ['wrong', 'token-alice'];
    const { client, environment } = setUp({ token: async () => tokens.shift() ?? 'none' });
    const connected = client.connect();
    await environment.advance(1_000);
    await connected;
    expect(tokens).toEqual([]);
  });

  test('a failing provider is reported and asked again', async () => {
    let calls = 0;
    const provider = async () => {
      calls += 1;
      if (calls === 1) throw new Error('login server away');
      return 'token-alice';
    };
    const { client, environment, errors } = setUp({ token: provider });
    const connected = client.connect();
    await environment.advance(1_000);
    await connected;
    expect(errors).toMatchObject([{ reason: 'TOKEN_PROVIDER_FAILED', message: 'login server away' }]);
  });

  test('reconnects take the ticket, and the token when the ticket is refused', async () => {
    const { server, network, environment, client } = setUp();
    await client.connect();
    const tokens: string[] = [];
    server.intercept = (frame, connection) => {
      if (!('hello' in frame)) return undefined;
      tokens.push(frame.hello.token);
      if (frame.hello.token !== 'ticket-alice') return undefined;
      connection.close(4001);
      return 'drop';
    };
    network.cut();
    await environment.advance(5_000);
    expect(tokens).toEqual(['ticket-alice', 'token-alice']);
    expect(client.status.state).toBe('online');
  });

  test('a replaced device stops and leaves the other one alone', async () => {
    const { network, environment, client, connection } = setUp();
    await client.connect();
    connection().close(4002, 'replaced');
    await environment.advance(60_000);
    expect(client.status).toMatchObject({ state: 'stopped', error: { reason: 'REPLACED' } });
    expect(network.opened).toBe(1);
  });

  test('a restarting server is given the time that it asked for', async () => {
    const { network, environment, client, connection } = setUp();
    await client.connect();
    connection().close(1012, '{"reconnectAfterMs":4000}');
    await environment.advance(3_999);
    expect(network.opened).toBe(1);
    await environment.advance(2);
    expect(network.opened).toBe(2);
    expect(client.status.state).toBe('online');
  });

  test('a store of another user is not mixed up', async () => {
    const store = new MemoryStore();
    await store.save({ userId: 'mallory', cursor: '1.1', conversations: [], messages: [], forget: [] });
    const { client } = setUp({ store });
    await expect(client.connect()).rejects.toMatchObject({ reason: 'STORE_OF_ANOTHER_USER' });
  });

  test('closing ends everything', async () => {
    const { server, network, environment, client } = setUp();
    await client.connect();
    server.intercept = (frame) => ('send' in frame ? 'drop' : undefined);
    const sending = outcomeOf(client.send(bob, text('never')));
    await client.close();
    expect(await sending).toMatchObject({ code: 'CANCELLED', reason: 'CLOSED' });
    expect(client.status.state).toBe('closed');
    await environment.advance(120_000);
    expect(network.opened).toBe(1);
    expect(server.connections.size).toBe(0);
  });
});

describe('heartbeat', () => {
  test('a connection that went silent is replaced within three intervals', async () => {
    const { network, environment, client } = setUp();
    await client.connect();
    network.silent = true;
    await environment.advance(70_000);
    expect(client.status.state).not.toBe('online');
    network.silent = false;
    await environment.advance(20_000);
    expect(client.status.state).toBe('online');
  });

  test('finds a lost last message within one interval', async () => {
    const { server, environment, client, say, bodies } = setUp();
    await client.connect();
    server.losePushes = 1;
    say('lost on the way');
    await environment.advance(0);
    expect(bodies()).toEqual([]);
    await environment.advance(25_000);
    expect(bodies()).toEqual(['lost on the way']);
    expect(client.conversations()).toMatchObject([{ unread: 1, headIndex: 1 }]);
  });

  test('a wake-up call finds a dead connection within 5 s', async () => {
    const { network, environment, client } = setUp();
    await client.connect();
    await environment.advance(1_000);
    network.silent = true;
    client.wake();
    await environment.advance(5_000);
    expect(client.status.state).toBe('offline');
    network.silent = false;
    await environment.advance(1_000);
    expect(client.status.state).toBe('online');
    expect(network.opened).toBe(2);
  });
});

describe('receiving', () => {
  test('what a new device finds is history, what comes then is news', async () => {
    const { environment, client, chat, say, bodies } = setUp();
    say('one');
    await client.connect();
    expect(bodies()).toEqual([]);
    const { messages: history } = await client.messages(chat.conversationId);
    expect(history.map((message) => message.content.text?.body)).toEqual(['one']);
    say('two');
    await environment.advance(0);
    expect(bodies()).toEqual(['two']);
  });

  test('a hole is filled before anything after it is told', async () => {
    const { server, environment, client, say, bodies } = setUp();
    await client.connect();
    say('one');
    await environment.advance(0);
    server.losePushes = 2;
    say('two');
    say('three');
    say('four');
    await environment.advance(0);
    expect(bodies()).toEqual(['one', 'two', 'three', 'four']);
  });

  test('while a hole can not be filled, what follows waits', async () => {
    const { server, environment, client, say, bodies } = setUp();
    await client.connect();
    say('one');
    const busy = { error: { code: 'UNAVAILABLE', reason: 'STORE_UNAVAILABLE', message: 'away' } };
    server.intercept = (frame) => ('pull' in frame ? busy : undefined);
    server.losePushes = 1;
    say('two');
    say('three');
    await environment.advance(5_000);
    expect(bodies()).toEqual(['one']);
    server.intercept = () => undefined;
    await environment.advance(15_000);
    expect(bodies()).toEqual(['one', 'two', 'three']);
  });

  test('messages that come twice are told once', async () => {
    const { environment, client, connection, say, bodies } = setUp();
    await client.connect();
    const message = say('once');
    connection().notify({ messages: [message] });
    await environment.advance(0);
    expect(bodies()).toEqual(['once']);
  });

  test('after an absence comes what was missed, then what is new', async () => {
    const { network, environment, client, say, bodies } = setUp();
    await client.connect();
    say('one');
    await environment.advance(0);
    network.reachable = false;
    network.cut();
    for (let at = 2; at <= 150; at += 1) say(`${at}`);
    network.reachable = true;
    await environment.advance(20_000);
    say('last');
    await environment.advance(0);
    const expected = ['one', ...Array.from({ length: 149 }, (_, at) => `${at + 2}`), 'last'];
    expect(bodies()).toEqual(expected);
  });

  test('after a long absence the newest 200 are told, and the gap before them', async () => {
    const { network, environment, client, chat, say, messages } = setUp();
    const gaps: object[] = [];
    client.on('gap', (gap) => gaps.push(gap));
    await client.connect();
    say('one');
    await environment.advance(0);
    network.reachable = false;
    network.cut();
    for (let at = 2; at <= 1_000; at += 1) say(`${at}`);
    network.reachable = true;
    await environment.advance(20_000);
    expect(messages.map((message) => message.index)).toEqual([1, ...Array.from({ length: 200 }, (_, at) => 801 + at)]);
    expect(gaps).toEqual([{ conversationId: chat.conversationId, fromIndex: 2, toIndex: 800 }]);
    const { messages: older, hasMore } = await client.messages(chat.conversationId, { before: 801, limit: 10 });
    expect(older.map((message) => message.index)).toEqual([791, 792, 793, 794, 795, 796, 797, 798, 799, 800]);
    expect(hasMore).toBe(true);
  });

  test('a behind hint makes the client pull', async () => {
    const { server, environment, client, connection, say, bodies } = setUp();
    await client.connect();
    server.losePushes = 3;
    say('one');
    say('two');
    say('three');
    const { conversations } = server.changesOf('alice', '', 10);
    connection().notify({ conversations });
    await environment.advance(0);
    expect(bodies()).toEqual(['one', 'two', 'three']);
  });

  test('a cursor of another epoch keeps what is stored', async () => {
    const { server, network, environment, client, say, bodies } = setUp();
    await client.connect();
    say('one');
    await environment.advance(1_000);
    server.epoch = 2;
    network.cut();
    say('two');
    await environment.advance(5_000);
    expect(bodies()).toEqual(['one', 'two']);
    expect(sentFrames(connectionFrames(server), 'pull').length).toBe(1);
  });

  test('a server that has begun anew with nothing: what is gone goes, what comes is shown', async () => {
    const { server, network, environment, client, say, bodies } = setUp();
    await client.connect();
    for (const body of ['one', 'two', 'three']) say(body);
    await environment.advance(1_000);
    server.restore(new Map());
    network.cut();
    await environment.advance(5_000);
    expect(client.conversations()).toEqual([]);
    say('new');
    await environment.advance(1_000);
    expect(bodies()).toEqual(['one', 'two', 'three', 'new']);
    const [conversation] = client.conversations();
    const { messages } = await client.messages(conversation?.conversationId ?? '');
    expect(messages.map(({ content }) => content.text?.body)).toEqual(['new']);
  });

  test('a restarted client goes on from its store', async () => {
    const store = new MemoryStore();
    const first = setUp({ store });
    first.say('one');
    await first.client.connect();
    await first.client.close();
    first.say('two');
    const second = new MicroChatClient({
      url: 'ws://fake',
      token: 'token-alice',
      deviceId: 'device-1',
      WebSocket: first.network.WebSocket,
      environment: first.environment,
      store,
    });
    const news: unknown[] = [];
    second.on('message', (message) => news.push(message.content.text?.body));
    await second.connect();
    await first.environment.advance(0);
    expect(news).toEqual(['two']);
  });

  test('a listener that throws disturbs nobody', async () => {
    const { environment, client, say, bodies, errors } = setUp();
    client.on('message', () => {
      throw new Error('mine');
    });
    await client.connect();
    say('one');
    say('two');
    await environment.advance(0);
    expect(bodies()).toEqual(['one', 'two']);
    expect(errors).toMatchObject([{ reason: 'LISTENER_FAILED' }, { reason: 'LISTENER_FAILED' }]);
  });
});

describe('acknowledging', () => {
  test('counts stored frames, together after 200 ms', async () => {
    const { environment, client, connection, say } = setUp();
    await client.connect();
    say('one');
    say('two');
    await environment.advance(199);
    expect(connection().received).toBe(0);
    await environment.advance(1);
    expect(sentFrames(connection().frames, 'ack').map(({ ack }) => ack)).toEqual([{ received: 2, positions: [] }]);
  });

  test('counts at once when 32 frames wait', async () => {
    const { environment, client, connection, say } = setUp();
    await client.connect();
    for (let at = 0; at < 32; at += 1) say(`${at}`);
    await environment.advance(0);
    expect(connection().received).toBe(32);
  });

  test('counts from zero on every connection', async () => {
    const { network, environment, client, connection, say } = setUp();
    await client.connect();
    say('one');
    await environment.advance(1_000);
    network.cut();
    await environment.advance(5_000);
    say('two');
    await environment.advance(1_000);
    expect(connection().received).toBe(1);
  });

  test('tells the position of what came by a pull', async () => {
    const { network, environment, client, connection, chat, say } = setUp();
    await client.connect();
    say('one');
    await environment.advance(1_000);
    network.reachable = false;
    network.cut();
    say('two');
    network.reachable = true;
    await environment.advance(5_000);
    expect(connection().positions).toEqual([{ conversationId: chat.conversationId, index: 2 }]);
  });

  test('never claims what the store does not hold yet', async () => {
    const store = new MemoryStore();
    const save = store.save.bind(store);
    let release: () => void = () => undefined;
    const { environment, client, connection, say, bodies } = setUp({ store });
    await client.connect();
    store.save = async (batch) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return save(batch);
    };
    say('one');
    await environment.advance(10_000);
    expect([connection().received, bodies()]).toEqual([0, []]);
    release();
    await environment.advance(1_000);
    expect([connection().received, bodies()]).toEqual([1, ['one']]);
  });

  test('a store that fails stops the client', async () => {
    const store = new MemoryStore();
    const { environment, client, say } = setUp({ store });
    await client.connect();
    store.save = () => Promise.reject(new Error('disk full'));
    say('one');
    await environment.advance(0);
    expect(client.status).toMatchObject({ state: 'stopped', error: { reason: 'STORE_FAILED', message: 'disk full' } });
  });
});

describe('sending', () => {
  test('resolves when it is durable, and is told as a message in its place', async () => {
    const { environment, client, say, bodies } = setUp();
    await client.connect();
    say('hi');
    const sent = await client.send(bob, text('hello'), { clientMessageId: 'c-1' });
    expect(sent).toMatchObject({ conversationId: 's~alice~bob', index: 2, duplicate: false });
    await environment.advance(0);
    expect(bodies()).toEqual(['hi', 'hello']);
    expect(client.conversations()).toMatchObject([{ unread: 0, peerId: 'bob' }]);
  });

  test('begins a conversation that shows at once', async () => {
    const { client, environment } = setUp();
    await client.connect();
    await client.send({ userId: 'carol' }, text('hello'));
    await environment.advance(0);
    expect(client.conversations()).toMatchObject([{ type: 'SINGLE', peerId: 'carol', headIndex: 1 }]);
  });

  test('an answer lost with its connection: sent again, stored once', async () => {
    const { server, network, environment, client, chat, bodies } = setUp();
    await client.connect();
    const answered: string[] = [];
    server.intercept = (frame) => {
      if (!('send' in frame)) return undefined;
      answered.push(frame.send.clientMessageId);
      if (answered.length > 1) return undefined;
      server.append(chat, 'alice', frame.send.content, frame.send.clientMessageId);
      network.cut();
      return 'drop';
    };
    const sending = client.send(bob, text('once'));
    await environment.advance(5_000);
    expect(await sending).toMatchObject({ index: 1, duplicate: true });
    expect(answered[0]).toBe(answered[1]);
    expect(chat.log).toHaveLength(1);
    expect(bodies()).toEqual(['once']);
  });

  test('an answer that never comes: sent again after the timeout', async () => {
    const { server, environment, client, chat } = setUp();
    await client.connect();
    let attempts = 0;
    server.intercept = (frame) => {
      if (!('send' in frame)) return undefined;
      attempts += 1;
      return attempts === 1 ? 'drop' : undefined;
    };
    const sending = client.send(bob, text('patient'));
    await environment.advance(12_000);
    expect(await outcomeOf(sending)).toMatchObject({ index: 1 });
    expect(chat.log).toHaveLength(1);
  });

  test('a retryable error is retried when the server said', async () => {
    const { server, environment, client } = setUp();
    await client.connect();
    const at: number[] = [];
    server.intercept = (frame) => {
      if (!('send' in frame)) return undefined;
      at.push(environment.now());
      const error = { code: 'RESOURCE_EXHAUSTED', reason: 'WRITER_BUSY', message: 'busy', retryAfterMs: 3_000 };
      return at.length === 1 ? { error } : undefined;
    };
    const sending = client.send(bob, text('later'));
    await environment.advance(10_000);
    await sending;
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBe(3_000);
  });

  test('a definitive error rejects with everything that the server said', async () => {
    const { server, client } = setUp();
    await client.connect();
    const error = {
      code: 'INVALID_ARGUMENT',
      reason: 'TOO_LONG',
      message: 'too long',
      field: 'send.content.text.body',
      retryAfterMs: 0,
    };
    server.intercept = (frame) => ('send' in frame ? { error } : undefined);
    const refused = await client.send(bob, text('x')).catch((cause: unknown) => cause);
    expect(refused).toBeInstanceOf(MicroChatError);
    expect(refused).toMatchObject(error);
  });

  test('gives up after its time, without a connection too', async () => {
    const { network, environment, client } = setUp({ sendTimeoutMs: 5_000 });
    network.reachable = false;
    void client.connect().catch(() => undefined);
    const sending = client.send(bob, text('x'));
    sending.catch(() => undefined);
    await environment.advance(4_999);
    expect(await outcomeOf(sending)).toBe('pending');
    await environment.advance(1);
    expect(await outcomeOf(sending)).toMatchObject({ code: 'DEADLINE_EXCEEDED', reason: 'SEND_TIMEOUT' });
    await client.close();
  });

  test('keeps the order of the calls to one recipient, whatever fails in between', async () => {
    const { server, environment, client, chat } = setUp();
    await client.connect();
    let attempts = 0;
    server.intercept = (frame) => {
      if (!('send' in frame)) return undefined;
      attempts += 1;
      const error = { code: 'UNAVAILABLE', reason: 'STORE_UNAVAILABLE', message: 'away' };
      return attempts % 3 === 1 ? { error } : undefined;
    };
    const sends = ['a', 'b', 'c', 'd', 'e'].map((body) => client.send(bob, text(body)));
    await environment.advance(60_000);
    await Promise.all(sends);
    expect(chat.log.map((message) => message.content.text?.body)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('does not let one recipient hold up another', async () => {
    const { server, environment, client } = setUp();
    await client.connect();
    server.intercept = (frame) =>
      'send' in frame && 'userId' in frame.send.to && frame.send.to.userId === 'bob' ? 'drop' : undefined;
    const stuck = client.send(bob, text('stuck'));
    stuck.catch(() => undefined);
    expect(await outcomeOf(client.send({ userId: 'carol' }, text('quick')))).toMatchObject({ index: 1 });
    await environment.advance(0);
    await client.close();
  });

  test('refuses more than 1 000 waiting messages', async () => {
    const { client } = setUp();
    const sends = Array.from({ length: 1_001 }, () => client.send(bob, text('x')).catch((error: unknown) => error));
    expect(await sends[1_000]).toMatchObject({ code: 'RESOURCE_EXHAUSTED', reason: 'OUTBOX_FULL' });
    await client.close();
    expect(await sends[0]).toMatchObject({ reason: 'CLOSED' });
  });
});

describe('read positions', () => {
  test('count here at once, and reach the server', async () => {
    const { environment, client, chat, say } = setUp();
    await client.connect();
    say('one');
    say('two');
    await environment.advance(0);
    expect(client.conversation(chat.conversationId)?.unread).toBe(2);
    const marking = client.markRead(chat.conversationId);
    expect(client.conversation(chat.conversationId)?.unread).toBe(0);
    expect(await outcomeOf(marking)).toBeUndefined();
    expect(chat.readIndex.get('alice')).toBe(2);
  });

  test('set without a connection are reported with the next one', async () => {
    const { network, environment, client, chat, say } = setUp();
    await client.connect();
    say('one');
    await environment.advance(0);
    network.reachable = false;
    network.cut();
    await environment.advance(0);
    const marking = client.markRead(chat.conversationId);
    network.reachable = true;
    await environment.advance(20_000);
    expect(await outcomeOf(marking)).toBeUndefined();
    expect(chat.readIndex.get('alice')).toBe(1);
  });

  test('of another device arrive', async () => {
    const { server, environment, client, chat, say } = setUp();
    await client.connect();
    say('one');
    say('two');
    await environment.advance(0);
    server.read(chat, 'alice', 1);
    await environment.advance(0);
    expect(client.conversation(chat.conversationId)).toMatchObject({ unread: 1, readIndex: 1 });
  });

  test('of the peer arrive as receipts', async () => {
    const { server, environment, client, chat } = setUp();
    const receipts: ReadReceipt[] = [];
    client.on('receipt', (receipt) => receipts.push(receipt));
    await client.connect();
    await client.send(bob, text('hello'));
    server.read(chat, 'bob', 1);
    await environment.advance(0);
    expect(receipts).toEqual([{ conversationId: chat.conversationId, userId: 'bob', readIndex: 1 }]);
    expect(client.conversation(chat.conversationId)?.peerReadIndex).toBe(1);
  });

  test('that the server refuses reject', async () => {
    const { server, environment, client, chat, say } = setUp();
    await client.connect();
    say('one');
    await environment.advance(0);
    const error = { code: 'NOT_FOUND', reason: 'CONVERSATION_NOT_FOUND', message: 'gone' };
    server.intercept = (frame) => ('read' in frame ? { error } : undefined);
    expect(await outcomeOf(client.markRead(chat.conversationId))).toMatchObject({ reason: 'CONVERSATION_NOT_FOUND' });
    expect(await outcomeOf(client.markRead('s~x~y'))).toMatchObject({ reason: 'CONVERSATION_NOT_FOUND' });
  });
});

describe('history', () => {
  test('comes page by page, newest first asked, oldest first shown', async () => {
    const { client, chat, say } = setUp();
    for (let at = 1; at <= 120; at += 1) say(`${at}`);
    await client.connect();
    const indexes: number[][] = [];
    let before = 0;
    for (let hasMore = true; hasMore; ) {
      const page = await client.messages(chat.conversationId, { before, limit: 50 });
      indexes.push(page.messages.map((message) => message.index));
      before = page.messages[0]?.index ?? 0;
      hasMore = page.hasMore;
    }
    expect(indexes.map((page) => [page[0], page.at(-1), page.length])).toEqual([
      [71, 120, 50],
      [21, 70, 50],
      [1, 20, 20],
    ]);
  });

  test('that is held is read without the server', async () => {
    const { client, chat, say, connection } = setUp();
    for (let at = 1; at <= 30; at += 1) say(`${at}`);
    await client.connect();
    await client.messages(chat.conversationId, { limit: 30 });
    await client.messages(chat.conversationId, { limit: 30 });
    expect(sentFrames(connection().frames, 'pull')).toHaveLength(1);
  });

  test('skips what does not exist for this user', async () => {
    const { client, chat, say } = setUp();
    for (let at = 1; at <= 10; at += 1) say(`${at}`);
    for (const index of [4, 5, 6, 10]) chat.hidden.add(index);
    await client.connect();
    const { messages, hasMore } = await client.messages(chat.conversationId, { limit: 5 });
    expect(messages.map((message) => message.index)).toEqual([2, 3, 7, 8, 9]);
    expect(hasMore).toBe(true);
  });

  test('without a connection is what is held, or the reason why there is none', async () => {
    const { server, network, environment, client, chat, say } = setUp();
    for (let at = 1; at <= 10; at += 1) say(`${at}`);
    server.append(server.single('alice', 'carol'), 'carol', text('unseen'));
    await client.connect();
    await client.messages(chat.conversationId, { limit: 5 });
    network.reachable = false;
    network.cut();
    await environment.advance(0);
    const { messages, hasMore } = await client.messages(chat.conversationId, { limit: 8 });
    expect(messages.map((message) => message.index)).toEqual([6, 7, 8, 9, 10]);
    expect(hasMore).toBe(true);
    await expect(client.messages('s~alice~carol')).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'OFFLINE' });
  });

  test('of a conversation that this user may not see is refused', async () => {
    const { server, client } = setUp();
    server.append(server.single('bob', 'carol'), 'bob', text('secret'));
    await client.connect();
    await expect(client.messages('s~bob~carol')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

/** Everything that was sent on the connections that are open now. */
function connectionFrames(server: FakeServer): readonly ClientFrame[] {
  return [...server.connections].flatMap((connection) => connection.frames);
}

describe('the own list', () => {
  /** Two devices of one user, each with what it was told. */
  async function twoDevices() {
    const phone = setUp({ sync: { ackDelayMs: 1 } });
    const { server, network, environment } = phone;
    for (const body of ['one', 'two', 'three', 'four']) phone.say(body);
    const laptop = new MicroChatClient({
      url: 'ws://fake/v1/connect',
      token: 'token-alice',
      deviceId: 'device-2',
      WebSocket: network.WebSocket,
      environment,
    });
    const removed: string[] = [];
    laptop.on('removed', ({ fromIndex, toIndex }) => removed.push(`${fromIndex}-${toIndex}`));
    await Promise.all([phone.client.connect(), laptop.connect()]);
    const { conversationId } = phone.chat;
    const bodiesOn = async (client: MicroChatClient) =>
      (await client.messages(conversationId)).messages.map(({ content }) => content.text?.body);
    await Promise.all([bodiesOn(phone.client), bodiesOn(laptop)]);
    return { phone: phone.client, laptop, say: phone.say, server, conversationId, bodiesOn, removed };
  }

  test('is the same on all devices of the user', async () => {
    const { phone, laptop, conversationId } = await twoDevices();
    await phone.updateConversation(conversationId, { muted: true, draft: 'Hm', markedUnread: true });
    await settle();
    const expected = { muted: true, pinned: false, draft: 'Hm', markedUnread: true, hidden: false };
    expect(phone.conversation(conversationId)).toMatchObject(expected);
    expect(laptop.conversation(conversationId)).toMatchObject(expected);
  });

  test('leaves a hidden conversation out until something comes', async () => {
    const { phone, laptop, say, conversationId } = await twoDevices();
    await phone.updateConversation(conversationId, { hidden: true });
    await settle();
    expect(laptop.conversations()).toEqual([]);
    expect(laptop.conversations({ hidden: true })).toMatchObject([{ conversationId, hidden: true }]);
    say('five');
    await settle();
    expect(laptop.conversations()).toMatchObject([{ conversationId, hidden: false }]);
  });

  test('takes deleted and cleared messages from the store of every device', async () => {
    const { phone, laptop, say, conversationId, bodiesOn, removed } = await twoDevices();
    await phone.deleteMessages(conversationId, [3]);
    await settle();
    expect(await bodiesOn(phone)).toEqual(['one', 'two', 'four']);
    expect(await bodiesOn(laptop)).toEqual(['one', 'two', 'four']);
    await laptop.clearHistory(conversationId, 2);
    await settle();
    expect(await bodiesOn(phone)).toEqual(['four']);
    expect(await bodiesOn(laptop)).toEqual(['four']);
    expect(removed).toEqual(['3-3', '1-2']);
    expect((await phone.messages(conversationId)).hasMore).toBe(false);
    await phone.clearHistory(conversationId);
    say('five');
    await settle();
    expect(await bodiesOn(laptop)).toEqual(['five']);
    expect(laptop.conversation(conversationId)).toMatchObject({ unread: 1 });
  });

  test('a mark goes when the conversation is read, also where everything was read before', async () => {
    const { phone, conversationId, server } = await twoDevices();
    await phone.markRead(conversationId);
    await phone.updateConversation(conversationId, { markedUnread: true });
    const reads = () => [...server.connections].flatMap(({ frames }) => sentFrames(frames, 'read')).length;
    const before = reads();
    await phone.markRead(conversationId);
    expect(reads()).toBe(before + 1);
  });

  test('is not changed without a connection', async () => {
    const { client } = setUp();
    const refused = { code: 'UNAVAILABLE', reason: 'OFFLINE' };
    await expect(client.updateConversation('s~alice~bob', { pinned: true })).rejects.toMatchObject(refused);
    await expect(client.deleteMessages('s~alice~bob', [1])).rejects.toMatchObject(refused);
  });
});
