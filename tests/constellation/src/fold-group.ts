import { groupConversationId } from '@microchat/core/ids';
import { type FoldedMembership, foldMembership } from '@microchat/protocol/testing/fold-membership';
import { expect } from 'vitest';
import type { Constellation } from './constellation.ts';

/** Group store, log and lists agree on who is in the group and since when. Answers what the log says. */
export async function checkGroup(all: Constellation, groupId: string): Promise<FoldedMembership> {
  const { entries } = await all.messageStore.readPage({ conversationId: groupConversationId(groupId), limit: 200 });
  const folded = foldMembership(entries.toReversed());
  const versions = entries.flatMap(({ membershipVersion }) => (membershipVersion > 0 ? [membershipVersion] : []));
  expect(versions.toReversed()).toEqual(versions.map((_, place) => place + 1));

  expect((await all.groupStore.listPending({ groupId })).changes).toEqual([]);
  const { members } = await all.groupStore.listMembers({ groupId, limit: 500 });
  expect(members.map(({ userId }) => userId)).toEqual(folded.memberIds);
  const { group } = await all.groupStore.getGroup({ groupId });
  expect(group).toMatchObject({ memberCount: members.length, membershipVersion: versions.length });
  for (const [userId, spans] of folded.spans) {
    const { membership } = await all.groupStore.getMember({ groupId, userId });
    expect(membership, userId).toMatchObject({ spans: spans.slice(-8), pendingChangeId: '' });
    const listed = (await all.sessionStore.listMemberships({ userId })).entries;
    const last = spans.at(-1);
    expect(listed, userId).toEqual([
      expect.objectContaining({ groupId, joinIndex: last?.fromIndex, leftIndex: last?.toIndex }),
    ]);
  }
  return folded;
}
