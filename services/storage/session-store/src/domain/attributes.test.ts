import { expect, test } from 'vitest';
import { decideList } from './list-decision.ts';
import { newSingleEntry } from './list-entry.ts';

const conversationId = 's~alice~bob';
const entry = { ...newSingleEntry(conversationId, 'bob'), changeVersion: 3, attributesVersion: 3 };
const list = { listVersion: 7, eventSequence: 4, entries: new Map([[conversationId, entry]]) };
const wish = (attributes: { muted?: boolean; pinned?: boolean }) => ({
  kind: 'attributes' as const,
  conversationId,
  attributes,
});

test('what is left out stays, the last one wins, and devices hear of it once', () => {
  const decision = decideList(list, [wish({ muted: true }), wish({ pinned: true }), wish({ muted: false })]);
  expect(decision.replies.at(-1)).toMatchObject({ muted: false, pinned: true, changeVersion: 8, attributesVersion: 8 });
  expect(decision.events.map(({ kind, sequence }) => ({ kind, sequence }))).toEqual([
    { kind: 'listEntryChanged', sequence: 5 },
  ]);
});

test('what changes nothing is answered and costs no commit', () => {
  expect(decideList(list, [wish({ muted: false })])).toMatchObject({ changes: [], events: [], replies: [entry] });
});

test('a conversation that the list does not have is not created', () => {
  const nothing = { ...list, entries: new Map([[conversationId, null]]) };
  expect(decideList(nothing, [wish({ muted: true })])).toMatchObject({ changes: [], replies: [null] });
});
