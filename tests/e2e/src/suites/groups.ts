import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byIndex, expectUnbrokenLog } from '../log-checks.ts';
import type { Mode } from '../modes.ts';
import { rest } from '../rest.ts';
import type { RunningServer } from '../server.ts';
import { connect, createGroup } from '../wire-client.ts';

export function groups(mode: Mode): void {
  describe(`groups, ${mode.mode}`, () => {
    let server: RunningServer;
    beforeAll(async () => {
      server = await mode.start();
    });
    afterAll(async () => {
      expect(await server.stop()).toBe(0);
    });

    it('a group of 60 with 20 concurrent senders shows every device the same dense order', async () => {
      const userIds = Array.from({ length: 60 }, (_, at) => `member-${at}`);
      const members = await Promise.all(userIds.map((userId) => connect(server, userId)));
      const [owner] = members;
      if (owner === undefined) throw new Error('no members');
      const { groupId, conversationId } = await createGroup(server, owner.token, 'sixty', userIds.slice(1));

      const sends = members
        .slice(0, 20)
        .flatMap(({ client }, sender) =>
          Array.from({ length: 10 }, (_, at) => client.send({ groupId }, `g-${at}`, `sender ${sender} message ${at}`)),
        );
      const sent = await Promise.all(sends);
      const headIndex = Math.max(...sent.map(({ index }) => index));
      const history = await owner.client.history(conversationId);
      expect(history).toHaveLength(headIndex);
      expectUnbrokenLog(history);
      expect(history.filter(({ content }) => content.text !== undefined)).toHaveLength(200);

      for (const { client } of members) {
        await client.until(
          () => byIndex(client.messages, conversationId).at(-1)?.index === headIndex,
          'every member is pushed everything',
        );
        const seen = byIndex(client.messages, conversationId);
        expectUnbrokenLog(seen, seen[0]?.index);
        expect(seen).toEqual(history.slice((seen[0]?.index ?? 1) - 1));
      }
      const quiet = members.at(-1);
      await expect
        .poll(async () => (await quiet?.client.list())?.find((entry) => entry.groupId === groupId))
        .toMatchObject({ type: 'GROUP', head: { index: headIndex }, unread: 200 });
      await Promise.all(members.map(({ client }) => client.close()));
    });

    it('a removed member gets nothing after its removal', async () => {
      const [ada, ben, cid] = await Promise.all(['ada', 'ben', 'cid'].map((userId) => connect(server, userId)));
      if (ada === undefined || ben === undefined || cid === undefined) throw new Error('not connected');
      const { groupId, conversationId } = await createGroup(server, ada.token, 'three', ['ben', 'cid']);
      await ada.client.send({ groupId }, 'before', 'before');
      await cid.client.until(
        () => cid.client.messages.some((message) => message.clientMessageId === 'before'),
        'member',
      );

      const removed = await rest(server, 'DELETE', `/v1/groups/${groupId}/members/cid`, ada.token);
      expect(removed.status).toBeLessThan(300);
      for (let at = 0; at < 10; at += 1) await ada.client.send({ groupId }, `after-${at}`, 'not for cid');
      await ben.client.until(() => ben.client.messages.some((message) => message.clientMessageId === 'after-9'), 'ben');

      const removal = byIndex(ben.client.messages, conversationId).find(
        ({ content }) => content.membership?.removedUserIds.includes('cid') === true,
      );
      await cid.client.until(() => cid.client.messages.at(-1)?.index === removal?.index, 'cid sees its removal');
      // A round trip later everything that was on its way to cid would have arrived.
      const pong = await cid.client.ping('');
      expect(cid.client.messages.filter(({ clientMessageId }) => clientMessageId.startsWith('after'))).toEqual([]);
      expect(pong.heads).toContainEqual({ conversationId, index: removal?.index });
      const seen = await cid.client.history(conversationId);
      expect(seen.at(-1)?.index).toBe(removal?.index);
      await expect(cid.client.send({ groupId }, 'late', 'may I?')).rejects.toMatchObject({
        wire: { code: 'NOT_FOUND' },
      });
      expect((await rest(server, 'GET', `/v1/groups/${groupId}`, cid.token)).status).toBe(404);
      expect((await cid.client.list()).find((entry) => entry.groupId === groupId)).toMatchObject({
        left: true,
        head: { index: removal?.index },
      });

      // The same message id that was accepted before the removal still gets its answer.
      await Promise.all([ada, ben, cid].map(({ client }) => client.close()));
    });

    it('a new member sees from its joining entry on, pushed and pulled', async () => {
      const [dot, eve] = await Promise.all(['dot', 'eve'].map((userId) => connect(server, userId)));
      if (dot === undefined || eve === undefined) throw new Error('not connected');
      const { groupId, conversationId } = await createGroup(server, dot.token, 'two', []);
      await dot.client.send({ groupId }, 'secret', 'before eve');
      const added = await rest(server, 'POST', `/v1/groups/${groupId}/members`, dot.token, { userIds: ['eve'] });
      expect(added.status).toBeLessThan(300);
      await dot.client.send({ groupId }, 'welcome', 'hello eve');
      await eve.client.until(
        () => eve.client.messages.some((message) => message.clientMessageId === 'welcome'),
        'pushed',
      );

      const pushed = byIndex(eve.client.messages, conversationId);
      expect(pushed[0]?.content.membership?.addedUserIds).toEqual(['eve']);
      const page = await eve.client.pull(conversationId);
      expect(page.messages.map(({ index }) => index)).toEqual(pushed.map(({ index }) => index).toReversed());
      expect(page).toMatchObject({ covers: { fromIndex: 1 }, hasMore: false });
      expect(page.messages.at(-1)?.previousMessageId).toBe('0');
      await expect
        .poll(async () => (await eve.client.list()).find((entry) => entry.groupId === groupId))
        .toMatchObject({ unread: 1 });
      await Promise.all([dot.client.close(), eve.client.close()]);
    });

    it('members may leave, only the owner changes others', async () => {
      const [fay, gil] = await Promise.all(['fay', 'gil'].map((userId) => connect(server, userId)));
      if (fay === undefined || gil === undefined) throw new Error('not connected');
      const { groupId } = await createGroup(server, fay.token, 'rules', ['gil']);
      const denied = await rest(server, 'DELETE', `/v1/groups/${groupId}/members/fay`, gil.token);
      expect(denied).toMatchObject({ status: 403, body: { code: 'PERMISSION_DENIED' } });
      expect((await rest(server, 'PATCH', `/v1/groups/${groupId}`, gil.token, { name: 'mine' })).status).toBe(403);
      expect((await rest(server, 'DELETE', `/v1/groups/${groupId}/members/gil`, gil.token)).status).toBeLessThan(300);
      expect((await rest(server, 'GET', `/v1/groups/${groupId}/members`, gil.token)).status).toBe(404);
      const members = await rest<{ members: { userId: string }[] }>(
        server,
        'GET',
        `/v1/groups/${groupId}/members`,
        fay.token,
      );
      expect(members.body.members.map(({ userId }) => userId)).toEqual(['fay']);
      await Promise.all([fay.client.close(), gil.client.close()]);
    });
  });
}
