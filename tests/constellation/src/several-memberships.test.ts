import { groupConversationId } from '@microchat/core/ids';
import { isVisible } from '@microchat/core/group-visibility';
import { ServiceError } from '@microchat/core/service-error';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { describe, expect, it } from 'vitest';
import { checkGroup } from './fold-group.ts';
import { admit, send } from './people.ts';
import { insisting, startSeveral } from './several-processes.ts';

const users = ['bob', 'carol', 'dave', 'erin'];

/** Leaving or writing to a group that one is not in is an answer, too. */
async function unlessStranger<Result>(call: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await insisting(call);
  } catch (error) {
    if (error instanceof ServiceError && error.reason === 'GROUP_NOT_FOUND') return undefined;
    throw error;
  }
}

describe('several memberships and group stores', () => {
  it('bring additions, removals and messages of a group into one order that everybody agrees on', async () => {
    const fired: Record<string, number> = {};
    for (const seed of ['a', 'b']) {
      const random = new SeededRandom(seed);
      const several = await startSeveral(random, {
        processes: 3,
        rates: { unavailable: 0.01, unknownApplied: 0.03, unknownLost: 0.03, delay: 0.05 },
      });
      const { all } = several;
      await insisting(() => admit(all, 'alice', ...users));
      const { groupId } = await insisting(() =>
        all.membership.createGroup({ actorId: 'alice', name: 'g', memberIds: ['bob'] }),
      );
      const act = async (actor: number) => {
        const own = random.fork(`actor-${actor}`);
        for (let step = 0; step < 10; step += 1) {
          const userId = own.pick(users);
          if (own.chance(0.35)) {
            const userIds = [...new Set([userId, own.pick(users)])];
            await insisting(() => all.membership.addMembers({ actorId: 'alice', groupId, userIds }));
          } else if (own.chance(0.4)) {
            await insisting(() => all.membership.removeMember({ actorId: 'alice', groupId, userId }));
          } else if (own.chance(0.3)) {
            await unlessStranger(() => all.membership.removeMember({ actorId: userId, groupId, userId }));
          } else {
            await unlessStranger(() => send(all, userId, { groupId }, `m-${actor}-${step}`));
          }
          if (own.chance(0.1)) all.log.rebalance();
        }
      };
      await Promise.all([0, 1, 2, 3].map(act));
      several.heal();
      await all.processAll();
      const { spans } = await checkGroup(all, groupId);
      // Whoever wrote was a member there and then.
      const { entries } = await all.messageStore.readPage({ conversationId: groupConversationId(groupId), limit: 200 });
      for (const { senderId, index, membershipVersion } of entries) {
        if (membershipVersion === 0)
          expect(isVisible(spans.get(senderId) ?? [], index), `${senderId} ${index}`).toBe(true);
      }
      for (const [fault, count] of Object.entries(several.fired())) fired[fault] = (fired[fault] ?? 0) + count;
      await all.stop();
    }
    for (const fault of ['unavailable', 'unknownApplied', 'unknownLost'])
      expect(fired[fault], fault).toBeGreaterThan(0);
  }, 60_000);

  it('show a change at once to whoever asks any instance after its answer', async () => {
    const random = new SeededRandom('at once');
    const { all } = await startSeveral(random, { processes: 3 });
    await admit(all, 'alice', ...users);
    const { groupId, conversationId } = await all.membership.createGroup({
      actorId: 'alice',
      name: 'g',
      memberIds: [],
    });
    for (const userId of [...users, ...users]) {
      await all.membership.addMembers({ actorId: 'alice', groupId, userIds: [userId] });
      const { entries } = (await all.sync.pull({ userId, pull: { conversationId, limit: 1 } })) ?? {};
      const { groupIds } = await all.sync.getMemberships({ userId });
      expect(groupIds).toEqual([groupId]);
      expect(entries).toHaveLength(1);
      await send(all, userId, { groupId }, `m-${random.next()}`);
      await all.membership.removeMember({ actorId: 'alice', groupId, userId });
      await expect(send(all, userId, { groupId }, `m-${random.next()}`)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect((await all.sync.getMemberships({ userId })).groupIds).toEqual([]);
    }
    await all.processAll();
    await all.stop();
  });
});
