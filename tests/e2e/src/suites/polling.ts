import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectUnbrokenLog } from '../log-checks.ts';
import type { Mode } from '../modes.ts';
import { rest, tokenOf } from '../rest.ts';
import { RestFollower } from '../rest-follower.ts';
import type { RunningServer } from '../server.ts';
import { connect, createGroup } from '../wire-client.ts';

const messagesEach = 60;

export function polling(mode: Mode): void {
  describe(`clients that only poll, ${mode.mode}`, () => {
    let server: RunningServer;
    beforeAll(async () => {
      server = await mode.start();
    });
    afterAll(async () => {
      expect(await server.stop()).toBe(0);
    });

    it('get every message of chats and groups in order while others send', async () => {
      const paul = new RestFollower(server, await tokenOf(server, 'paul'));
      const senders = await Promise.all(['petra', 'peter', 'piet'].map((userId) => connect(server, userId)));
      const ownerToken = senders[0]?.token ?? '';
      const group = await createGroup(server, ownerToken, 'polled', ['paul', 'peter', 'piet']);
      const sending = Promise.all(
        senders.map(async ({ client }) => {
          for (let at = 0; at < messagesEach; at += 1) {
            await client.send({ userId: 'paul' }, `s-${at}`, `single ${at}`);
            await client.send({ groupId: group.groupId }, `g-${at}`, `group ${at}`);
          }
        }),
      );
      const singleIds = ['petra', 'peter', 'piet'].map((userId) => `s~paul~${userId}`);
      // The group begins with the entry of its members.
      const groupSize = 1 + 3 * messagesEach;
      const isComplete = () =>
        paul.lastIndex(group.conversationId) >= groupSize &&
        singleIds.every((conversationId) => paul.lastIndex(conversationId) >= messagesEach);
      await Promise.all([sending, paul.followUntil(isComplete)]);

      for (const conversationId of [...singleIds, group.conversationId]) {
        expectUnbrokenLog(paul.messages(conversationId));
      }
      expect(paul.messages(group.conversationId)).toHaveLength(groupSize);
      for (const conversationId of singleIds) {
        const bodies = paul.messages(conversationId).map(({ content }) => content.text?.body);
        expect(bodies).toEqual(Array.from({ length: messagesEach }, (_, at) => `single ${at}`));
      }
      await Promise.all(senders.map(({ client }) => client.close()));
    }, 60_000);

    it('wait until something comes, and no longer than they asked for', async () => {
      const pia = new RestFollower(server, await tokenOf(server, 'pia'));
      const { client } = await connect(server, 'philip');
      await client.send({ userId: 'pia' }, 'first', 'first');
      await pia.followUntil(() => pia.lastIndex('s~philip~pia') === 1);

      const empty = await pia.updates(100);
      expect(empty).toMatchObject({ conversations: [], hasMore: false, reset: false });
      pia.cursor = empty.cursor;
      const news = pia.updates(30_000);
      const { messageId } = await client.send({ userId: 'pia' }, 'second', 'second');
      expect(await news).toMatchObject({
        conversations: [{ conversationId: 's~philip~pia', head: { index: 2, messageId } }],
      });
      await client.close();
    }, 60_000);

    it('are told of a cursor that is of no use', async () => {
      const token = await tokenOf(server, 'pepe');
      const answer = await rest(server, 'GET', '/v1/updates?cursor=of-another-store', token);
      expect(answer).toMatchObject({ status: 200, body: { reset: true } });
    });
  });
}
