import { expect, test } from 'vitest';
import type { Attributes } from './attributes.ts';
import { bulkBytesPerCommit, decideList } from './list-decision.ts';
import type { ListRequest } from './list-request.ts';
import { bulkBytes } from './bulk.ts';
import { newSingleEntry } from './list-entry.ts';

const conversationId = 's~alice~bob';
const entry = { ...newSingleEntry(conversationId, 'bob'), changeVersion: 3, attributesVersion: 3 };
const list = { listVersion: 7, eventSequence: 4, entries: new Map([[conversationId, entry]]) };
const wish = (attributes: Attributes) => ({
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
  expect(decideList(nothing, [wish({ muted: true })])).toMatchObject({ changes: [], replies: ['absent'] });
});

test('of two devices that hide it the one that saw more wins, and showing it again is always possible', () => {
  const hidden = (...hiddenThrough: number[]) =>
    decideList(
      list,
      hiddenThrough.map((index) => wish({ hiddenThrough: index })),
    ).replies.at(-1);
  expect(hidden(9, 7)).toMatchObject({ hiddenThrough: 9 });
  expect(hidden(9, 0)).toMatchObject({ hiddenThrough: 0 });
});

test('the mark goes with the next report of what is read, not with one that was overtaken', () => {
  const read = (readIndex: number) => ({ kind: 'read' as const, conversationId, readIndex, readCount: readIndex });
  const marked = [read(5), wish({ markedUnread: true })];
  expect(decideList(list, [...marked, read(4)]).replies.at(-1)).toMatchObject({ markedUnread: true });
  expect(decideList(list, [...marked, read(6)]).replies.at(-1)).toMatchObject({ markedUnread: false });
  const known = { ...entry, readIndex: 5, markedUnread: true };
  const decision = decideList({ ...list, entries: new Map([[conversationId, known]]) }, [read(5)]);
  expect(decision.replies).toMatchObject([{ markedUnread: false, readIndex: 5 }]);
  // The peer is told of positions only.
  expect(decision.events.map(({ kind }) => kind)).toEqual(['listEntryChanged']);
});

test('events go without drafts and deleted ranges', () => {
  const hide = {
    kind: 'hide' as const,
    conversationId,
    hiding: { clearedThrough: 0, clearedCount: 0, deletedIndexes: [3] },
  };
  const { events, changes } = decideList(list, [wish({ draft: 'to be' }), hide]);
  expect(changes).toMatchObject([{ entry: { draft: 'to be', deleted: [{ fromIndex: 3, toIndex: 3 }] } }]);
  expect(events).toMatchObject([{ kind: 'listEntryChanged', entry: { draft: '', deleted: [] } }]);
});

test('entries with long drafts share a commit only as far as they fit it', () => {
  const draft = '\u{1F600}'.repeat(1_024);
  const names = Array.from({ length: 6 }, (_, at) => `s~alice~peer-${at}`);
  const entries = new Map(names.map((name) => [name, { ...newSingleEntry(name, name), draft }]));
  expect(bulkBytes({ ...entry, draft })).toBeLessThan(bulkBytesPerCommit);
  let pending: ListRequest[] = names.map((name) => ({ ...wish({ muted: true }), conversationId: name }));
  for (let round = 0; pending.length > 0; round += 1) {
    const { replies, changes } = decideList({ ...list, entries }, pending);
    expect(replies.length).toBeGreaterThan(0);
    const bytes = changes.reduce((sum, change) => sum + Buffer.byteLength(change.entry.draft), 0);
    expect(bytes).toBeLessThanOrEqual(bulkBytesPerCommit);
    pending = pending.slice(replies.length);
    if (round > names.length) throw new Error('requests are left over');
  }
});
