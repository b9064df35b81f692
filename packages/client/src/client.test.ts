import { describe, expect, test } from 'vitest';

import { MicroChatClient, type ClientOptions } from './client.ts';
import type { Message } from './protocol/frames.ts';
import { FakeServer } from './testing/fake-server.ts';
import { fakeNetwork } from './testing/fake-web-socket.ts';
import { ManualEnvironment } from './testing/manual-environment.ts';

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
  client.on('message', (message) => messages.push(message));
  const connectionOf = (userId = 'alice') => [...server.connections].find((one) => one.userId === userId);
  return { server, network, environment, client, messages, connectionOf };
}

function text(body: string) {
  return { text: { body } };
}

describe('connecting', () => {
  test('lists the conversations', async () => {
    const { server, client } = setUp();
    server.append(server.single('alice', 'bob'), 'bob', text('hi'));
    await client.connect();
    expect(client.userId).toBe('alice');
    expect(client.conversations()).toMatchObject([{ peerId: 'bob', headIndex: 1, unread: 1, type: 'SINGLE' }]);
  });

  test('what a new device finds is history and makes no message events', async () => {
    const { server, client, messages, environment } = setUp();
    const chat = server.single('alice', 'bob');
    server.append(chat, 'bob', text('one'));
    await client.connect();
    expect(messages).toEqual([]);
    const { messages: history } = await client.messages(chat.conversationId);
    expect(history.map((message) => message.content.text?.body)).toEqual(['one']);
    server.append(chat, 'bob', text('two'));
    await environment.advance(0);
    expect(messages.map((message) => message.content.text?.body)).toEqual(['two']);
  });
});
