import { groupConversationId, singleConversationId } from '@microchat/core/ids';
import type { LogHead } from '../domain/list-entry.ts';

/** The entry of a log at an index: everything else follows from it, as in a real log. Every third one counts not. */
export function headAt(index: number): LogHead {
  return {
    index,
    messageId: String(index * 1_000),
    previousMessageId: String(Math.max(0, index - 1) * 1_000),
    count: index - Math.floor(index / 3),
    membershipVersion: 0,
  };
}

export function recordHead(userId: string, peerId: string, index: number, ownIndex = 0) {
  const conversationId = singleConversationId(userId, peerId);
  const ownCount = ownIndex === 0 ? 0 : headAt(ownIndex).count;
  return { userId, conversationId, peerId, head: headAt(index), ownIndex, ownCount };
}

export function recordMembership(userId: string, groupId: string, joined: boolean, index: number) {
  return { userId, groupId, conversationId: groupConversationId(groupId), joined, at: headAt(index) };
}

export function advanceRead(userId: string, conversationId: string, readIndex: number) {
  return { userId, conversationId, readIndex, readCount: readIndex === 0 ? 0 : headAt(readIndex).count };
}
