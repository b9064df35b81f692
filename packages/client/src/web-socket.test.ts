import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { afterEach, expect, test } from 'vitest';
import { WebSocket as WsWebSocket, WebSocketServer } from 'ws';

import { MicroChatClient } from './client.ts';
import type { ClientFrame } from './protocol/frames.ts';
import { FakeServer } from './testing/fake-server.ts';

const cleanUps: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** The fake server behind a real socket. */
async function listen(): Promise<{ server: FakeServer; url: string; protocols: string[] }> {
  const server = new FakeServer();
  const protocols: string[] = [];
  const listener = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(listener, 'listening');
  listener.on('connection', (socket) => {
    protocols.push(socket.protocol);
    const connection = server.connect(
      (frame) => socket.send(JSON.stringify(frame)),
      (code, reason) => socket.close(code, reason),
    );
    socket.on('message', (data) => connection.receive(JSON.parse(String(data)) as ClientFrame));
    socket.on('close', () => connection.gone());
  });
  cleanUps.push(() => listener.close());
  return { server, url: `ws://127.0.0.1:${(listener.address() as AddressInfo).port}/v1/connect`, protocols };
}

test.each([
  { name: 'the platform', WebSocket: undefined },
  { name: 'the ws package', WebSocket: WsWebSocket },
])('two clients chat over WebSockets of $name', async ({ WebSocket }) => {
  const { url, protocols } = await listen();
  const open = async (userId: string): Promise<MicroChatClient> => {
    const options = { url, token: `token-${userId}`, deviceId: 'd' };
    const client = new MicroChatClient(WebSocket === undefined ? options : { ...options, WebSocket });
    cleanUps.push(() => client.close());
    await client.connect();
    return client;
  };
  const [alice, bob] = await Promise.all([open('alice'), open('bob')]);
  const heard = new Promise((resolve) => bob.on('message', resolve));
  await alice.send({ userId: 'bob' }, { text: { body: 'over a real socket' } });
  expect(await heard).toMatchObject({ senderId: 'alice', index: 1, content: { text: { body: 'over a real socket' } } });
  expect(protocols).toEqual(['microchat.v1.json', 'microchat.v1.json']);
});

test('a server that cuts the connection is connected to again', async () => {
  const { server, url } = await listen();
  const client = new MicroChatClient({ url, token: 'token-alice', deviceId: 'd' });
  cleanUps.push(() => client.close());
  await client.connect();
  const back = new Promise<void>((resolve) => {
    client.on('status', ({ state }) => {
      if (state === 'online') resolve();
    });
  });
  for (const connection of server.connections) connection.close(1012, '{"reconnectAfterMs":20}');
  await back;
  expect(server.connections.size).toBe(1);
});
