import { expect, test } from 'vitest';

import { noWishes } from '../testing/no-wishes.ts';
import type { ConversationEntry, Message } from '../protocol/frames.ts';
import {
  mustAskForUnread,
  newConversation,
  noteEntry,
  noteMessages,
  noteReset,
  unknownOf,
  unreadOf,
} from './conversation-state.ts';

function entry(index: number, unread: number, readIndex = 0): ConversationEntry {
  return {
    conversationId: 'g~team',
    type: 'GROUP',
    groupId: 'team',
    head: { index, messageId: String(index * 1_000), previousMessageId: '0' },
    readIndex,
    peerReadIndex: 0,
    unread,
    ...noWishes,
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

const change = (attributesVersion: number, fields: Partial<ConversationEntry>): ConversationEntry => ({
  ...entry(6, 0),
  attributesVersion,
  ...fields,
});

const message = (index: number): Message => ({
  messageId: String(index * 1_000),
  conversationId: 'g~team',
  index,
  previousMessageId: '0',
  senderId: 'bob',
  clientMessageId: `c-${index}`,
  content: { text: { body: 'hi' } },
});

test('of an entry that was overtaken only the head is news', () => {
  const known = noteEntry(newConversation('g~team', 0), change(5, { draft: 'new', clearedThrough: 4, muted: true }));
  const late = noteEntry(known, { ...change(4, { draft: 'old', unread: 7 }), head: { ...entry(8, 0).head } });
  expect(late).toMatchObject({ head: 8, listing: { draft: 'new', muted: true }, hidden: { clearedThrough: 4 } });
  expect(late.base).toEqual(known.base);
  expect(mustAskForUnread({ ...late, known: [{ from: 1, to: 8 }] })).toBe(true);
  const next = noteEntry(known, change(6, { draft: '' }));
  expect(next).toMatchObject({ listing: { draft: '', muted: false }, hidden: { clearedThrough: 0 } });
});

test('a server that went back tells older versions, and they count', () => {
  const known = noteEntry(newConversation('g~team', 0), change(9, { draft: 'lost' }));
  expect(noteEntry(noteReset(known), change(3, { draft: 'kept' })).listing?.draft).toBe('kept');
  expect(noteEntry(noteReset({ ...known, head: 0 }), change(3, { draft: 'kept' })).listing?.draft).toBe('kept');
});

test('what is hidden is not missing, not taken when it comes late, and not unread when it was cleared', () => {
  const deleted = [{ fromIndex: 5, toIndex: 5 }];
  const state = noteEntry(newConversation('g~team', 0), change(1, { clearedThrough: 3, deleted, unread: 3 }));
  expect(state.known).toEqual([
    { from: 1, to: 3 },
    { from: 5, to: 5 },
  ]);
  expect(unknownOf(state, [2, 4, 5, 6].map(message)).map(({ index }) => index)).toEqual([4, 6]);
  expect(unknownOf({ ...state, known: [] }, [2, 5].map(message))).toEqual([]);

  const held = noteMessages(newConversation('g~team', 0), [1, 2, 3, 4].map(message), 'alice');
  expect(unreadOf(held)).toBe(4);
  const cleared = noteEntry(held, { ...change(1, { clearedThrough: 3, unread: 1 }), head: { ...entry(4, 0).head } });
  expect(unreadOf(cleared)).toBe(1);
});
