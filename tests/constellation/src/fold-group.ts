import type { VisibleSpan } from '@microchat/core/group-visibility';
import { groupConversationId } from '@microchat/core/ids';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import { decodeContent } from '@microchat/protocol/content';
import { expect } from 'vitest';
import type { Constellation } from './constellation.ts';

/** What the log of a group says about its members: the truth that everything else must agree with. */
export interface FoldedGroup {
  readonly memberIds: string[];
  readonly spans: ReadonlyMap<string, VisibleSpan[]>;
}

/** Group store, log and lists agree on who is in the group and since when. Answers what the log says. */
export async function checkGroup(all: Constellation, groupId: string): Promise<FoldedGroup> {
  const { entries } = await all.messageStore.readPage({ conversationId: groupConversationId(groupId), limit: 200 });
  const folded = fold(entries.toReversed());
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

function fold(entries: readonly LogEntry__Output[]): FoldedGroup {
  const spans = new Map<string, VisibleSpan[]>();
  for (const { index, membershipVersion, content } of entries) {
    const change = membershipVersion > 0 ? decodeContent(content).membership : undefined;
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
  return { memberIds: memberIds.sort(), spans };
}
