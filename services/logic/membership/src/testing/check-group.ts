import type { VisibleSpan } from '@microchat/core/group-visibility';
import { groupConversationId } from '@microchat/core/ids';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import { decodeContent } from '@microchat/protocol/content';
import { expect } from 'vitest';
import type { MembershipProcess } from './start-membership.ts';

/** What the log of a group says about its members: the truth that everything else must agree with. */
export interface FoldedGroup {
  readonly memberIds: string[];
  readonly spans: ReadonlyMap<string, VisibleSpan[]>;
  /** Oldest first. */
  readonly entries: readonly LogEntry__Output[];
}

export async function foldGroup({ messageStore }: MembershipProcess, groupId: string): Promise<FoldedGroup> {
  const page = await messageStore.readPage({ conversationId: groupConversationId(groupId), limit: 200 });
  const entries = page.entries.toReversed();
  const spans = new Map<string, VisibleSpan[]>();
  for (const { index, content } of entries) {
    const change = decodeContent(content).membership;
    for (const userId of change?.addedUserIds ?? []) {
      const before = spans.get(userId) ?? [];
      expect(before.at(-1)?.toIndex, `${userId} is added while a member`).not.toBe(0);
      spans.set(userId, [...before, { fromIndex: index, toIndex: 0 }]);
    }
    for (const userId of change?.removedUserIds ?? []) {
      const before = spans.get(userId) ?? [];
      const open = before.at(-1);
      expect(open?.toIndex, `${userId} is removed while no member`).toBe(0);
      spans.set(userId, [...before.slice(0, -1), { fromIndex: open?.fromIndex ?? 0, toIndex: index }]);
    }
  }
  const memberIds = [...spans.keys()].filter((userId) => spans.get(userId)?.at(-1)?.toIndex === 0);
  return { memberIds: memberIds.sort(), spans, entries };
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
    expect(entries, userId).toEqual([
      expect.objectContaining({ groupId, joinIndex: last?.fromIndex, leftIndex: last?.toIndex }),
    ]);
  }
  return folded;
}
