import { MicroChatClient } from '@microchat/client/client';
import { FakeServer } from '@microchat/client/testing/fake-server';
import { fakeNetwork } from '@microchat/client/testing/fake-web-socket';
import { ManualEnvironment } from '@microchat/client/testing/manual-environment';
import { expect, test } from 'vitest';

import { OpenChat } from './open-chat.ts';

const text = (body: string) => ({ text: { body } });

async function setUp(messageCount: number) {
  const server = new FakeServer();
  const chat = server.single('alice', 'bob');
  for (let at = 1; at <= messageCount; at += 1) server.append(chat, 'bob', text(`${at}`));
  const network = fakeNetwork(server);
  const environment = new ManualEnvironment();
  const { WebSocket } = network;
  const client = new MicroChatClient({ url: 'ws://x', token: 'token-alice', deviceId: 'd', WebSocket, environment });
  await client.connect();
  const open = new OpenChat(client, chat.conversationId, { userId: 'bob' }, () => undefined);
  client.on('message', (message) => open.messageCame(message));
  client.on('gap', ({ toIndex }) => open.gapCame(toIndex));
  const indexes = () => open.messages.map((message) => message.index);
  return { server, network, environment, chat, open, indexes };
}

test('shows the newest page, and older ones on demand', async () => {
  const { open, indexes } = await setUp(120);
  await open.loadNewest();
  expect([indexes()[0], indexes().at(-1), open.hasMore]).toEqual([71, 120, true]);
  await open.loadOlder();
  await open.loadOlder();
  expect([indexes()[0], indexes().length, open.hasMore]).toEqual([1, 120, false]);
});

test('adds what comes, each once', async () => {
  const { server, environment, chat, open, indexes } = await setUp(2);
  await open.loadNewest();
  server.append(chat, 'bob', text('3'));
  await environment.advance(0);
  await open.loadNewest();
  expect(indexes()).toEqual([1, 2, 3]);
});

test('begins anew after a gap, so that no hole is shown as if it were none', async () => {
  const { server, network, environment, chat, open, indexes } = await setUp(3);
  await open.loadNewest();
  network.cut();
  for (let at = 4; at <= 400; at += 1) server.append(chat, 'bob', text(`${at}`));
  await environment.advance(10_000);
  await open.loadNewest();
  const shown = indexes();
  expect(shown.at(-1)).toBe(400);
  expect(shown).toEqual(Array.from({ length: shown.length }, (_, at) => 401 - shown.length + at));
  expect(open.hasMore).toBe(true);
});

test('a message is pending until it comes back in its place', async () => {
  const { environment, open } = await setUp(1);
  await open.loadNewest();
  open.send('mine');
  expect(open.pending.map(({ body, state }) => [body, state])).toEqual([['mine', 'sending']]);
  await environment.advance(0);
  expect(open.pending).toEqual([]);
  expect(open.messages.at(-1)).toMatchObject({ index: 2, senderId: 'alice' });
});

test('a refused message stays, and can be sent again', async () => {
  const { server, environment, open } = await setUp(1);
  await open.loadNewest();
  const error = { code: 'NOT_FOUND', reason: 'USER_NOT_FOUND', message: 'no such user' };
  server.intercept = (frame) => ('send' in frame ? { error } : undefined);
  open.send('mine');
  await environment.advance(0);
  expect(open.pending).toMatchObject([{ state: 'failed', reason: 'USER_NOT_FOUND' }]);
  server.intercept = () => undefined;
  open.retry(open.pending[0]?.clientMessageId ?? '');
  await environment.advance(0);
  expect(open.pending).toEqual([]);
  expect(open.messages).toHaveLength(2);
});

test('keeps a bounded number while the user reads at the end', async () => {
  const { server, environment, chat, open, indexes } = await setUp(50);
  await open.loadNewest();
  for (let at = 51; at <= 500; at += 1) server.append(chat, 'bob', text(`${at}`));
  await environment.advance(0);
  open.trim();
  expect([indexes().length, indexes()[0], open.hasMore]).toEqual([300, 201, true]);
});
