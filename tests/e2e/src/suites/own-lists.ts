import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mode } from '../modes.ts';
import { rest, tokenOf } from '../rest.ts';
import type { RunningServer } from '../server.ts';
import { connect, createGroup, type WireClient } from '../wire-client.ts';

export function ownLists(mode: Mode): void {
  describe(`own lists, ${mode.mode}`, () => {
    let server: RunningServer;
    beforeAll(async () => {
      server = await mode.start();
    });
    afterAll(async () => {
      expect(await server.stop()).toBe(0);
    });

    const indexesOf = async (client: WireClient, conversationId: string) =>
      (await client.history(conversationId)).map(({ index }) => index);
    const told = (client: WireClient, condition: (entry: WireClient['listed'][number]) => boolean, what: string) =>
      client.until(() => client.listed.some(condition), what);

    it('what a user deletes and clears is gone on its devices, whichever way they ask, and nobody else’s', async () => {
      const vera = await connect(server, 'vera');
      const phone = await connect(server, 'viktor', { deviceId: 'phone' });
      const laptop = await connect(server, 'viktor', { deviceId: 'laptop', encoding: 'proto' });
      let conversationId = '';
      for (let at = 1; at <= 8; at += 1)
        ({ conversationId } = await vera.client.send({ userId: 'viktor' }, `c-${at}`, `message ${at}`));
      await phone.client.until(() => phone.client.messages.length === 8, 'all messages are there');

      expect(await phone.client.deleteMessages(conversationId, [4, 5, 8])).toMatchObject({
        conversationId,
        head: { index: 8 },
        deleted: [
          { fromIndex: 4, toIndex: 5 },
          { fromIndex: 8, toIndex: 8 },
        ],
      });
      await told(laptop.client, ({ deleted }) => deleted.length === 2, 'the other device hears of it');
      for (const { client } of [phone, laptop])
        expect(await indexesOf(client, conversationId)).toEqual([1, 2, 3, 6, 7]);
      // The hidden newest message is spoken of, or a client would ask for it for ever; the chain skips what is hidden.
      const page = await laptop.client.pull(conversationId, { afterIndex: 3 });
      expect(page.covers).toEqual({ fromIndex: 4, toIndex: 8 });
      const [, older] = page.messages;
      expect(older?.previousMessageId).toBe((await vera.client.history(conversationId))[2]?.messageId);

      const token = await tokenOf(server, 'viktor');
      const path = `/v1/conversations/${conversationId}`;
      const cleared = await rest(server, 'POST', `${path}/clear`, token, { throughIndex: 6 });
      expect(cleared).toMatchObject({
        status: 200,
        body: { clearedThrough: 6, deleted: [{ fromIndex: 8, toIndex: 8 }] },
      });
      await told(laptop.client, ({ clearedThrough }) => clearedThrough === 6, 'the other device hears of it');
      expect(laptop.client.listed.at(-1)).toMatchObject({ conversationId, unread: 2 });
      const history = await rest<{ messages: { index: number }[] }>(server, 'GET', `${path}/messages`, token);
      expect(history.body.messages.map(({ index }) => index)).toEqual([7]);
      expect(await indexesOf(vera.client, conversationId)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect((await vera.client.list())[0]).toMatchObject({ clearedThrough: 0, deleted: [] });

      const late = await connect(server, 'viktor', { deviceId: 'new' });
      expect(late.welcome.changes.conversations).toMatchObject([
        { conversationId, clearedThrough: 6, deleted: [{ fromIndex: 8, toIndex: 8 }], unread: 2 },
      ]);
      expect(await indexesOf(late.client, conversationId)).toEqual([7]);
      await expect(late.client.deleteMessages(conversationId, [9])).rejects.toMatchObject({
        wire: { code: 'NOT_FOUND', reason: 'MESSAGE_NOT_FOUND', field: 'indexes[0]' },
      });
      await Promise.all([vera, phone, laptop, late].map(({ client }) => client.close()));
    });

    it('drafts, marks and hidden chats roam over the devices; a device that was away gets them with its sync', async () => {
      const wanda = await connect(server, 'wanda');
      const phone = await connect(server, 'walter', { deviceId: 'phone' });
      const away = await connect(server, 'walter', { deviceId: 'away' });
      const group = await createGroup(server, wanda.token, 'Trip', ['walter']);
      const sent = await wanda.client.send({ groupId: group.groupId }, 'c-1', 'Where to?');
      await phone.client.until(() => phone.client.messages.some(({ index }) => index === sent.index), 'it arrives');
      await phone.client.read(sent.conversationId, sent.index);
      const { cursor } = await away.client.sync('');
      await away.client.close();

      await phone.client.updateConversation(sent.conversationId, { draft: 'To the sea', markedUnread: true });
      await phone.client.updateConversation(sent.conversationId, { hidden: true });
      const back = await connect(server, 'walter', { deviceId: 'away', cursor });
      expect(back.welcome.changes.conversations).toMatchObject([
        { conversationId: sent.conversationId, draft: 'To the sea', markedUnread: true, hidden: true, unread: 0 },
      ]);
      const news = await wanda.client.send({ groupId: group.groupId }, 'c-2', 'Anybody?');
      const entry = async () => (await back.client.list()).find((one) => one.conversationId === sent.conversationId);
      await expect.poll(entry).toMatchObject({ hidden: false, markedUnread: true, unread: 1 });
      await phone.client.read(sent.conversationId, news.index);
      await told(back.client, ({ markedUnread, readIndex }) => !markedUnread && readIndex === news.index, 'it is read');
      await phone.client.updateConversation(sent.conversationId, { draft: '' });
      await told(back.client, ({ draft }) => draft === '', 'the draft is gone');
      expect((await wanda.client.list())[0]).toMatchObject({ hidden: false, draft: '' });
      await Promise.all([wanda, phone, back].map(({ client }) => client.close()));
    });
  });
}
