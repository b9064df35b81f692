import { expect, test } from 'vitest';

import type { ConversationEntry } from '../protocol/frames.ts';
import { newConversation, noteEntry, unreadOf } from './conversation-state.ts';

function entry(index: number, unread: number, readIndex = 0): ConversationEntry {
  return {
    conversationId: 'g~team',
    type: 'GROUP',
    groupId: 'team',
    head: { index, messageId: String(index * 1_000), previousMessageId: '0' },
    readIndex,
    peerReadIndex: 0,
    unread,
    muted: false,
    pinned: false,
    left: false,
  };
}

test.each([
  { name: 'an older answer that comes later changes no count', entries: [entry(5, 0), entry(5, 2)], unread: 0 },
  { name: 'a newer answer about the same head counts less', entries: [entry(5, 2), entry(5, 0)], unread: 0 },
  { name: 'a newer head counts what it says', entries: [entry(5, 0), entry(6, 1)], unread: 1 },
  { name: 'a head below the last one changes nothing', entries: [entry(6, 1), entry(5, 3)], unread: 1 },
  { name: 'what was read counts less', entries: [entry(6, 4), entry(6, 2, 4)], unread: 2 },
])('$name', ({ entries, unread }) => {
  const state = entries.reduce(noteEntry, newConversation('g~team', 0));
  expect(unreadOf(state)).toBe(unread);
});
