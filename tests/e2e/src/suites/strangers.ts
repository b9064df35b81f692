import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import type { Mode } from '../modes.ts';
import { rest, tokenOf } from '../rest.ts';
import type { RunningServer } from '../server.ts';
import { connect, createGroup, WireClient } from '../wire-client.ts';

export function strangers(mode: Mode): void {
  describe(`strangers and malformed input, ${mode.mode}`, () => {
    let server: RunningServer;
    beforeAll(async () => {
      server = await mode.start();
    });
    afterAll(async () => {
      expect(await server.stop()).toBe(0);
    });

    it('a stranger learns nothing: absent and forbidden look the same everywhere', async () => {
      const stella = await connect(server, 'stella');
      await connect(server, 'stan').then(({ client }) => client.close());
      const snoop = await connect(server, 'snoop');
      const single = (await stella.client.send({ userId: 'stan' }, 'c-1', 'private')).conversationId;
      const group = (await createGroup(server, stella.token, 'closed', ['stan'])).conversationId;

      for (const conversationId of [single, group, 's~stan~nobody', 'g~no-such-group', 'nonsense']) {
        const notFound = { wire: { code: 'NOT_FOUND', reason: 'CONVERSATION_NOT_FOUND' } };
        await expect(snoop.client.pull(conversationId)).rejects.toMatchObject(notFound);
        await expect(snoop.client.read(conversationId, 1)).rejects.toMatchObject(notFound);
        await expect(snoop.client.send({ conversationId }, 'x', 'hi')).rejects.toMatchObject(notFound);
        const path = `/v1/conversations/${encodeURIComponent(conversationId)}`;
        const answers = [
          await rest(server, 'GET', `${path}/messages`, snoop.token),
          await rest(server, 'POST', `${path}/read`, snoop.token, { index: 1 }),
          await rest(server, 'GET', `${path}/messages/1/readers`, snoop.token),
          await rest(server, 'POST', '/v1/acks', snoop.token, {
            deviceId: 'snoop-1',
            acks: [{ conversationId, index: 1 }],
          }),
        ];
        for (const answer of answers) expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
      }
      await Promise.all([stella.client.close(), snoop.client.close()]);
    });

    it.each([
      ['no JSON', '{"id":1,'],
      ['no object', '42'],
      ['binary on a JSON connection', Buffer.from([1, 2, 3])],
      ['more than 64 KiB', JSON.stringify({ id: 1, ping: { cursor: 'x'.repeat(70_000) } })],
    ])('closes with a protocol error for %s', async (_name, data) => {
      const { client } = await connect(server, 'mallory');
      client.socket.send(data);
      const [code] = (await once(client.socket, 'close')) as [number];
      // 1009 is the WebSocket's own "message too big".
      expect([4004, 1009]).toContain(code);
    });

    it.each([
      [
        { send: { to: { userId: 'a', groupId: 'b' }, clientMessageId: 'x', content: { text: { body: 'x' } } } },
        'send.to',
      ],
      [
        { send: { to: { userId: 'stella' }, clientMessageId: '', content: { text: { body: 'x' } } } },
        'send.clientMessageId',
      ],
      [
        { send: { to: { userId: 'stella' }, clientMessageId: 'x', content: { text: { body: 7 } } } },
        'send.content.text.body',
      ],
      [{ pull: { conversationId: 's~a~b', afterIndex: -1 } }, 'pull.afterIndex'],
      [{ read: { conversationId: 's~a~b', index: 1.5 } }, 'read.index'],
    ])('answers %j with the field', async (body, field) => {
      const { client } = await connect(server, 'mallory', { deviceId: `form-${field}` });
      const failure = await client.request('sent', body).catch((error: unknown) => error);
      expect(failure).toMatchObject({ wire: { code: 'INVALID_ARGUMENT' } });
      expect((failure as { wire: { field: string } }).wire.field).toContain(field);
      // The connection goes on.
      expect(await client.ping('')).toMatchObject({ hasMore: false });
      await client.close();
    });

    it('wants hello first, with a good token, and counts acks', async () => {
      const early = new WireClient(server.gatewayUrl);
      await once(early.socket, 'open');
      early.raw({ id: 1, sync: { cursor: '' } });
      expect((await once(early.socket, 'close'))[0]).toBe(4001);

      const forged = new WireClient(server.gatewayUrl);
      await once(forged.socket, 'open');
      const refused = once(forged.socket, 'close');
      forged.raw({ id: 1, hello: { token: `${await tokenOf(server, 'stella')}x`, deviceId: 'd', platform: 'test' } });
      expect((await refused)[0]).toBe(4001);

      const eager = await connect(server, 'mallory', { deviceId: 'eager' });
      eager.client.raw({ ack: { received: 1_000 } });
      expect((await once(eager.client.socket, 'close'))[0]).toBe(4004);
    });

    it('refuses foreign origins and other paths', async () => {
      for (const [url, origin, status] of [
        [server.gatewayUrl, 'https://evil.example', 403],
        [server.gatewayUrl.replace('/v1/connect', '/elsewhere'), undefined, 404],
      ] as const) {
        const socket = new WebSocket(url, origin === undefined ? {} : { origin });
        socket.on('error', () => {});
        const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
        expect(response.statusCode).toBe(status);
      }
    });

    it('accepts a ticket instead of a token, from its device only', async () => {
      const { client, welcome } = await connect(server, 'trent', { deviceId: 'phone' });
      await client.close();
      const again = new WireClient(server.gatewayUrl);
      await once(again.socket, 'open');
      expect(await again.hello(welcome.ticket, 'phone')).toMatchObject({ userId: 'trent' });
      const stolen = new WireClient(server.gatewayUrl);
      await once(stolen.socket, 'open');
      const refused = once(stolen.socket, 'close');
      stolen.raw({ id: 1, hello: { token: welcome.ticket, deviceId: 'other', platform: 'test' } });
      expect((await refused)[0]).toBe(4001);
      await again.close();
    });

    it('replaces a connection of the same device', async () => {
      const first = await connect(server, 'victor', { deviceId: 'phone' });
      const replaced = once(first.client.socket, 'close');
      const second = await connect(server, 'victor', { deviceId: 'phone' });
      expect((await replaced)[0]).toBe(4002);
      await second.client.close();
    });
  });
}
