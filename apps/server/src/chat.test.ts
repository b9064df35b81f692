import { PassThrough } from 'node:stream';

import { MicroChatClient } from '@microchat/client/client';
import { FakeServer } from '@microchat/client/testing/fake-server';
import { fakeNetwork } from '@microchat/client/testing/fake-web-socket';
import { afterEach, describe, expect, test } from 'vitest';

import { parseChatOptions, type ChatOptions } from './chat-options.ts';
import { ChatSession } from './chat-session.ts';
import { ChatTerminal } from './chat-terminal.ts';

const text = (body: string) => ({ text: { body } });

class Lines {
  readonly stream = new PassThrough();
  #text = '';
  #changed: () => void = () => undefined;

  constructor() {
    this.stream.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString();
      this.#changed();
    });
  }

  get all(): string[] {
    return this.#text.split('\n').filter((line) => line !== '');
  }

  async until(line: string): Promise<void> {
    while (!this.all.includes(line)) {
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }
}

const clients: MicroChatClient[] = [];

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

/** Alice's terminal, piped. */
function openChat(server: FakeServer, to: ChatOptions['to'] = { userId: 'bob' }) {
  const { WebSocket } = fakeNetwork(server);
  const client = new MicroChatClient({ url: 'ws://fake', token: 'token-alice', deviceId: 'cli', WebSocket });
  clients.push(client);
  const input = new PassThrough();
  const [output, errors] = [new Lines(), new Lines()];
  const terminal = new ChatTerminal({ input, output: output.stream, errors: errors.stream });
  const ended = new ChatSession(client, to, terminal).run();
  return { input, output, errors, ended };
}

describe('a chat with piped input', () => {
  test('sends every line, in order, and ends when all are accepted', async () => {
    const server = new FakeServer();
    const { input, ended } = openChat(server);
    input.end('one\n\ntwo\nthree');
    expect(await ended).toBe(true);
    const bodies = server.single('alice', 'bob').log.map((message) => message.content.text?.body);
    expect(bodies).toEqual(['one', 'two', 'three']);
  });

  test('shows the last 20 messages, then what comes, and reads it', async () => {
    const server = new FakeServer();
    const chat = server.single('alice', 'bob');
    for (let at = 1; at <= 25; at += 1) server.append(chat, at % 2 === 0 ? 'alice' : 'bob', text(`line ${at}`));
    const { input, output, ended } = openChat(server);
    await output.until('bob: line 25');
    expect(output.all).toHaveLength(20);
    expect(output.all[0]).toBe('alice: line 6');
    server.append(chat, 'bob', text('fresh'));
    await output.until('bob: fresh');
    server.append(server.single('alice', 'carol'), 'carol', text('elsewhere'));
    input.end();
    await ended;
    expect(output.all.at(-1)).toBe('bob: fresh');
    expect(chat.readIndex.get('alice')).toBe(26);
  });

  test('does not repeat what it sent', async () => {
    const server = new FakeServer();
    const { input, output, ended } = openChat(server);
    input.write('mine\n');
    const chat = server.single('alice', 'bob');
    await expect.poll(() => chat.log.length).toBe(1);
    server.append(chat, 'bob', text('yours'));
    await output.until('bob: yours');
    input.end();
    await ended;
    expect(output.all).toEqual(['bob: yours']);
  });

  test('tells on the other stream when the peer has read', async () => {
    const server = new FakeServer();
    const { input, errors, ended } = openChat(server);
    input.write('look\n');
    const chat = server.single('alice', 'bob');
    await expect.poll(() => chat.log.length).toBe(1);
    await errors.until('* online');
    server.read(chat, 'bob', 1);
    await errors.until('* read by bob');
    input.end();
    await ended;
  });

  test('answers false when a message was refused', async () => {
    const server = new FakeServer();
    const { input, errors, ended } = openChat(server, { groupId: 'strangers' });
    input.end('let me in\n');
    expect(await ended).toBe(false);
    expect(errors.all).toContain('* not sent: no such conversation (CONVERSATION_NOT_FOUND)');
  });

  test('chats in a group', async () => {
    const server = new FakeServer();
    const team = server.group('team', ['alice', 'bob', 'carol']);
    const membership = { groupId: 'team', actorId: 'bob', addedUserIds: ['alice', 'carol'], removedUserIds: [] };
    server.append(team, 'bob', { membership });
    server.append(team, 'carol', text('hi all'));
    const { input, output, errors, ended } = openChat(server, { groupId: 'team' });
    await output.until('carol: hi all');
    input.end('hi\n');
    expect(await ended).toBe(true);
    expect(errors.all).toContain('* bob added alice, carol');
    expect(team.log.at(-1)?.senderId).toBe('alice');
  });

  test('shows no control characters of others', async () => {
    const server = new FakeServer();
    server.append(server.single('alice', 'bob'), 'bob', text('\u001b[2Jgone\nbob: \u202efake'));
    const { input, output, ended } = openChat(server);
    await output.until('bob:  [2Jgone bob:  fake');
    input.end();
    await ended;
    expect(output.all).toHaveLength(1);
  });
});

describe('options', () => {
  test('name the user and whom to chat with', () => {
    expect(parseChatOptions(['--user', 'alice', '--to', 'bob', '--url', 'http://host:1/'])).toEqual({
      userId: 'alice',
      to: { userId: 'bob' },
      apiUrl: 'http://host:1',
      gatewayUrl: undefined,
    });
    expect(parseChatOptions(['--user', 'alice', '--group', 'g', '--gateway', 'ws://x'])).toMatchObject({
      to: { groupId: 'g' },
      gatewayUrl: 'ws://x',
    });
  });

  test.each([
    { args: ['--to', 'bob'], says: '--user' },
    { args: ['--user', 'alice'], says: 'either --to or --group' },
    { args: ['--user', 'alice', '--to', 'bob', '--group', 'g'], says: 'either --to or --group' },
    { args: ['--user', 'alice', '--to', 'bob', '--url', 'nonsense'], says: '--url nonsense' },
    { args: ['--user', 'alice', '--to', 'bob', '--colour'], says: '--colour' },
  ])('$args are refused', ({ args, says }) => {
    expect(() => parseChatOptions(args)).toThrow(says);
  });
});
