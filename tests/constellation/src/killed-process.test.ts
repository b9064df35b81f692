import { groupConversationId, groupTopic, singleConversationId, userTopic } from '@microchat/core/ids';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { expect, it } from 'vitest';
import { checkGroup } from './fold-group.ts';
import { admit, send } from './people.ts';
import { insisting, startSeveral } from './several-processes.ts';

it('whatever a killed process leaves half done, the others finish: nothing acknowledged is lost, doubled or undelivered', async () => {
  for (const seed of ['a', 'b', 'c']) {
    const random = new SeededRandom(seed);
    const { all, heal } = await startSeveral(random, { processes: 3 });
    const people = ['alice', 'bob', 'carol', 'dave'];
    await admit(all, ...people);
    const { groupId } = await all.membership.createGroup({ actorId: 'alice', name: 'g', memberIds: ['bob'] });
    await all.processAll();
    await all.follow(groupTopic(groupId), ...people.map(userTopic));

    const acknowledged = new Map<string, number>();
    let steps = 0;
    const live = async (userId: string, place: number) => {
      const own = random.fork(userId);
      const peerId = people[(place + 1) % people.length] ?? '';
      for (let number = 0; number < 20; number += 1) {
        steps += 1;
        if (steps === 30) all.kill(own.integer(0, 2));
        if (userId === 'alice' && own.chance(0.5)) {
          const other = own.pick(['carol', 'dave']);
          await (own.chance(0.5)
            ? insisting(() => all.membership.addMembers({ actorId: userId, groupId, userIds: [other] }))
            : insisting(() => all.membership.removeMember({ actorId: userId, groupId, userId: other })));
          continue;
        }
        const to = userId === 'bob' && own.chance(0.5) ? { groupId } : { userId: peerId };
        const clientMessageId = `m-${number}`;
        const { conversationId, index } = await insisting(() => send(all, userId, to, clientMessageId));
        acknowledged.set(`${conversationId}/${userId}/${clientMessageId}`, index);
      }
    };
    await Promise.all(people.map(live));
    heal();
    await all.processAll();

    await checkGroup(all, groupId);
    const stored = new Map<string, number>();
    const conversationIds = [
      groupConversationId(groupId),
      ...people.map((userId, place) => singleConversationId(userId, people[(place + 1) % people.length] ?? '')),
    ];
    for (const conversationId of conversationIds) {
      const { entries } = await all.messageStore.readPage({ conversationId, limit: 200 });
      expect(entries.map(({ index }) => index)).toEqual(entries.map((_, at) => entries.length - at));
      for (const { senderId, clientMessageId, index, membershipVersion } of entries) {
        const key = `${conversationId}/${senderId}/${clientMessageId}`;
        expect(stored.has(key), key).toBe(false);
        if (membershipVersion === 0) stored.set(key, index);
      }
      const pushed = new Set(all.sink.indexesOf(conversationId));
      const firstPushed = conversationId === groupConversationId(groupId) ? 2 : 1;
      for (let index = firstPushed; index <= entries.length; index += 1) {
        expect(pushed.has(index), `${conversationId} ${index} is pushed`).toBe(true);
      }
    }
    expect(stored, `seed ${seed}`).toEqual(acknowledged);
    await all.stop();
  }
}, 60_000);
