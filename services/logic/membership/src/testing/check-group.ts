import { groupConversationId } from '@microchat/core/ids';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import { type FoldedMembership, foldMembership } from '@microchat/protocol/testing/fold-membership';
import { expect } from 'vitest';
import type { MembershipProcess } from './start-membership.ts';

export interface FoldedGroup extends FoldedMembership {
  /** Oldest first. */
  readonly entries: readonly LogEntry__Output[];
}

export async function foldGroup({ messageStore }: MembershipProcess, groupId: string): Promise<FoldedGroup> {
  const page = await messageStore.readPage({ conversationId: groupConversationId(groupId), limit: 200 });
  const entries = page.entries.toReversed();
  return { ...foldMembership(entries), entries };
}

/** Group store, log and lists agree on who is in the group and since when. Answers what the log says. */
export async function checkGroup(process: MembershipProcess, groupId: string): Promise<FoldedGroup> {
  const { groupStore, sessionStore } = process;
  const folded = await foldGroup(process, groupId);
  const versions = folded.entries.map((entry) => entry.membershipVersion);
  expect(versions).toEqual(versions.map((_, place) => place + 1));
  expect(folded.entries.map((entry) => entry.count)).toEqual(versions.map(() => 0));

  expect((await groupStore.listPending({ groupId })).changes).toEqual([]);
  const { members } = await groupStore.listMembers({ groupId, limit: 500 });
  expect(members.map((member) => member.userId)).toEqual(folded.memberIds);
  const { group } = await groupStore.getGroup({ groupId });
  expect(group).toMatchObject({ memberCount: members.length, membershipVersion: versions.length });

  for (const [userId, spans] of folded.spans) {
    const { membership } = await groupStore.getMember({ groupId, userId });
    expect(membership, userId).toMatchObject({ spans: spans.slice(-8), pendingChangeId: '' });
    const { entries } = await sessionStore.listMemberships({ userId });
    const last = spans.at(-1);
    // A creation whose answer was lost has left another group.
    expect(
      entries.filter((entry) => entry.groupId === groupId),
      userId,
    ).toEqual([expect.objectContaining({ groupId, joinIndex: last?.fromIndex, leftIndex: last?.toIndex })]);
  }
  return folded;
}
