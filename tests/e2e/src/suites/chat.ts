import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byIndex, expectUnbrokenLog } from '../log-checks.ts';
import type { Mode } from '../modes.ts';
import type { RunningServer } from '../server.ts';
import { connect } from '../wire-client.ts';

export function singleChats(mode: Mode): void {
  describe(`single chats, ${mode.mode}`, () => {
    let server: RunningServer;
    beforeAll(async () => {
      server = await mode.start();
    });
    afterAll(async () => {
      expect(await server.stop()).toBe(0);
    });

    it('carries a message to every device of the peer and to the other devices of the sender', async () => {
      const alice = await connect(server, 'alice');
      const aliceTablet = await connect(server, 'alice', { deviceId: 'tablet' });
      const bob = await connect(server, 'bob');
      const bobBinary = await connect(server, 'bob', { deviceId: 'binary', encoding: 'proto' });

      const sent = await alice.client.send({ userId: 'bob' }, 'c-1', 'hi');
      expect(sent).toMatchObject({ index: 1, previousMessageId: '0', duplicate: false });
      for (const { client } of [aliceTablet, bob, bobBinary]) {
        await client.until(() => client.messages.length === 1, 'the message arrives');
        expect(client.messages[0]).toMatchObject({
          messageId: sent.messageId,
          conversationId: sent.conversationId,
          index: 1,
          previousMessageId: '0',
          senderId: 'alice',
          clientMessageId: 'c-1',
          content: { text: { body: 'hi' } },
        });
      }
      const answer = await bobBinary.client.send({ conversationId: sent.conversationId }, 'c-1', 'hello');
      expect(answer).toMatchObject({ index: 2, previousMessageId: sent.messageId });
      await alice.client.until(() => alice.client.messages.some(({ index }) => index === 2), 'the answer arrives');
      await Promise.all([alice, aliceTablet, bob, bobBinary].map(({ client }) => client.close()));
    });

    it('orders 200 concurrent sends from both sides without a shared predecessor', async () => {
      const carol = await connect(server, 'carol');
      const dave = await connect(server, 'dave');
      // A user exists from the first token on; both have one now.
      const sends = Array.from({ length: 100 }, (_, at) => [
        carol.client.send({ userId: 'dave' }, `c-${at}`, `from carol ${at}`),
        dave.client.send({ userId: 'carol' }, `d-${at}`, `from dave ${at}`),
      ]).flat();
      const sent = await Promise.all(sends);
      const conversationId = sent[0]?.conversationId ?? '';
      expect(new Set(sent.map(({ index }) => index)).size).toBe(200);
      expect(new Set(sent.map(({ previousMessageId }) => previousMessageId)).size).toBe(200);

      const history = await carol.client.history(conversationId);
      expect(history).toHaveLength(200);
      expectUnbrokenLog(history);
      await dave.client.until(() => byIndex(dave.client.messages, conversationId).length === 200, 'dave saw all');
      expect(byIndex(dave.client.messages, conversationId)).toEqual(history);
      await Promise.all([carol.client.close(), dave.client.close()]);
    });

    it('answers a retry with the original and refuses the same id for other content', async () => {
      const erin = await connect(server, 'erin');
      const frank = await connect(server, 'frank');
      const original = await erin.client.send({ userId: 'frank' }, 'once', 'one');
      expect(await erin.client.send({ userId: 'frank' }, 'once', 'one')).toEqual({ ...original, duplicate: true });
      await expect(erin.client.send({ userId: 'frank' }, 'once', 'two')).rejects.toMatchObject({
        wire: { code: 'ALREADY_EXISTS', reason: 'CLIENT_MESSAGE_ID_REUSED' },
      });
      // The id is the sender's: the peer may use the same one.
      expect(await frank.client.send({ userId: 'erin' }, 'once', 'three')).toMatchObject({
        index: 2,
        duplicate: false,
      });
      await Promise.all([erin.client.close(), frank.client.close()]);
    });

    it('keeps a chat with oneself', async () => {
      const { client } = await connect(server, 'gwen');
      await client.send({ userId: 'gwen' }, 'note-1', 'milk');
      await expect
        .poll(async () => (await client.list())[0])
        .toMatchObject({ peerId: 'gwen', unread: 0, head: { index: 1 } });
      await client.close();
    });

    it('does not know users before their first token', async () => {
      const { client } = await connect(server, 'heidi');
      await expect(client.send({ userId: 'never-seen' }, 'c-1', 'hi')).rejects.toMatchObject({
        wire: { code: 'NOT_FOUND', reason: 'USER_NOT_FOUND', field: 'send.to.userId' },
      });
      await client.close();
    });
  });
}
