import { describe, expect, test } from 'vitest';
import { conversationsPerCommit, decideList, type KnownList } from './list-decision.ts';
import type { ListRequest } from './list-request.ts';
import type { ListEntry, LogHead } from './list-entry.ts';

const chat = 's~alice~bob';
const team = 'g~team';

function headAt(index: number): LogHead {
  return { index, messageId: String(index), previousMessageId: String(index - 1), count: index, membershipVersion: 0 };
}

function head(index: number, conversationId = chat): ListRequest {
  return { kind: 'head', conversationId, peerId: 'bob', head: headAt(index), ownIndex: 0, ownCount: 0 };
}

function read(readIndex: number, conversationId = chat): ListRequest {
  return { kind: 'read', conversationId, readIndex, readCount: readIndex };
}

function membership(joined: boolean, index: number): ListRequest {
  return { kind: 'membership', conversationId: team, groupId: 'team', joined, at: headAt(index) };
}

function known(entries: Record<string, ListEntry | null>, listVersion = 10, eventSequence = 3): KnownList {
  return { listVersion, eventSequence, entries: new Map(Object.entries(entries)) };
}

function entryAfter(...requests: ListRequest[]): ListEntry {
  const change = decideList(known({ [chat]: null, [team]: null }), requests).changes[0];
  if (change === undefined) throw new Error('nothing changed');
  return change.entry;
}

describe('decideList', () => {
  test('creates an entry under the next list version', () => {
    const decision = decideList(known({ [chat]: null }), [head(1)]);
    expect(decision).toMatchObject({ listVersion: 11, eventSequence: 3, events: [] });
    expect(decision.changes).toEqual([
      {
        previousVersion: 0,
        entry: expect.objectContaining({ peerId: 'bob', changeVersion: 11, attributesVersion: 11 }),
      },
    ]);
  });

  test('merges a burst of one conversation into one change', () => {
    const burst = Array.from({ length: 200 }, (_, at) => head(200 - at));
    const decision = decideList(known({ [chat]: entryAfter(head(1)) }), burst);
    expect(decision.changes).toHaveLength(1);
    expect(decision.changes[0]).toMatchObject({
      previousVersion: 11,
      entry: { head: { index: 200 }, changeVersion: 11 },
    });
    expect(decision.replies).toHaveLength(200);
    expect(new Set(decision.replies)).toEqual(new Set([decision.changes[0]?.entry]));
  });

  test('a new head alone does not count as a change of attributes', () => {
    const before = { ...entryAfter(head(1)), changeVersion: 7, attributesVersion: 7 };
    const moved = decideList(known({ [chat]: before }), [head(2)]).changes[0]?.entry;
    expect(moved).toMatchObject({ changeVersion: 11, attributesVersion: 7 });
    const wasRead = decideList(known({ [chat]: before }), [head(2), read(2)]).changes[0]?.entry;
    expect(wasRead).toMatchObject({ changeVersion: 11, attributesVersion: 11 });
  });

  test('what is old changes nothing and is answered', () => {
    const before = entryAfter(head(5), read(4));
    const decision = decideList(known({ [chat]: before }), [head(5), head(3), read(4), read(1)]);
    expect(decision).toMatchObject({ listVersion: 10, eventSequence: 3, changes: [], events: [] });
    expect(decision.replies).toEqual([before, before, before, before]);
  });

  test('reads and membership changes are announced once a commit, in dense sequence', () => {
    const before = entryAfter(head(5));
    const requests = [read(2), read(4), membership(true, 6), membership(false, 8), head(9)];
    const { events, eventSequence } = decideList(known({ [chat]: before, [team]: null }), requests);
    expect(events.map(({ kind, sequence }) => [kind, sequence])).toEqual([
      ['readAdvanced', 4],
      ['listEntryChanged', 5],
    ]);
    expect(events.map(({ entry }) => [entry.readIndex, entry.leftIndex])).toEqual([
      [4, 0],
      [0, 8],
    ]);
    expect(eventSequence).toBe(5);
  });

  test('a read of an unknown chat is refused, even when the same batch creates the chat later', () => {
    const decision = decideList(known({ [chat]: null }), [read(1), head(1), read(1)]);
    expect(decision.replies[0]).toBe('absent');
    expect(decision.replies[2]).toMatchObject({ head: { index: 1 }, readIndex: 1 });
  });

  test('a read by the peer creates the chat: the two lists are written independently', () => {
    const request: ListRequest = { kind: 'peerRead', conversationId: chat, peerId: 'bob', peerReadIndex: 3 };
    const entry = decideList(known({ [chat]: null }), [request]).changes[0]?.entry;
    expect(entry).toMatchObject({ peerId: 'bob', head: null, peerReadIndex: 3 });
  });

  test('stops before an entry that was not read and before more conversations than a commit takes', () => {
    expect(decideList(known({ [chat]: null }), [head(1), head(1, 's~alice~carol'), head(2)]).replies).toHaveLength(1);

    const names = Array.from({ length: conversationsPerCommit + 2 }, (_, at) => `s~alice~u${at}`);
    const entries = Object.fromEntries(names.map((name) => [name, null]));
    const decision = decideList(known(entries), [...names.map((name) => head(1, name)), head(2, 's~alice~u0')]);
    expect(decision.replies).toHaveLength(conversationsPerCommit);
    expect(decision.changes.map(({ entry }) => entry.changeVersion)).toEqual(
      Array.from({ length: conversationsPerCommit }, (_, at) => 11 + at),
    );
  });
});
