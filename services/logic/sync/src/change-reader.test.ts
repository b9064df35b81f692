import { groupConversationId } from '@microchat/core/ids';
import type { MessageStoreDefinition } from '@microchat/message-store/contract';
import type { EventLog } from '@microchat/ports/event-log';
import type { Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';
import { describe, expect, test } from 'vitest';
import { ChangeReader, type Freshness } from './change-reader.ts';
import { encodeCursor } from './cursor-text.ts';
import type { DeliveredOffsets } from './delivered-offsets.ts';

const epoch = 'ab';
const head = { index: 3, messageId: '3', previousMessageId: '2', count: 2, membershipVersion: 1 };
const entry = { groupId: 'g', conversationId: groupConversationId('g'), joinIndex: 1, leftIndex: 0, changeVersion: 1 };

/** A user with one group, whose head lies at offset 5 of log partition 1. Tells what the session store was asked. */
function readerWhen(delivered: readonly number[] | undefined, now: object = entry, hasMoved = false) {
  const asked: object[] = [];
  const sessionStore = {
    getEpoch: async () => ({ epoch }),
    readChanges: async () => ({ entries: [], listVersion: hasMoved ? 9 : 1, hasMore: false, hasMoved }),
    listMemberships: async () => ({ entries: [entry] }),
    getEntries: async () => ({ entries: [now] }),
    getGroupHeads: async (request: object) => {
      asked.push(request);
      return { heads: [{ groupId: 'g', head, logPartition: 1, logOffset: '5', ownIndex: 0, ownCount: 0 }] };
    },
  };
  const reader = new ChangeReader(
    sessionStore as unknown as Client<SessionStoreDefinition>,
    {} as Client<MessageStoreDefinition>,
    { partitionOf: () => 1 } as unknown as EventLog,
    { read: async () => delivered } as unknown as DeliveredOffsets,
  );
  const read = (offsets: readonly number[], freshness: Freshness) =>
    reader.read('alice', encodeCursor({ epoch, seen: { listVersion: 1, offsets } }), 10, freshness, {});
  return { read, asked };
}

describe('ChangeReader', () => {
  test('tells the session store which offset the new cursor claims, or that memory will not do', async () => {
    const { read, asked } = readerWhen([7, 8]);
    await read([0, 0], 'claimed');
    await read([0, 0], 'now');
    expect(asked).toEqual([
      { groupIds: ['g'], userId: 'alice', completeBelow: [8] },
      { groupIds: ['g'], userId: 'alice' },
    ]);
  });

  test('a group is news from the offset on that the cursor has not seen', async () => {
    const { read } = readerWhen([7, 8]);
    expect((await read([0, 5], 'claimed')).conversations).toHaveLength(1);
    const { conversations, cursor } = await read([0, 6], 'claimed');
    expect(conversations).toEqual([]);
    expect(cursor).toBe(encodeCursor({ epoch, seen: { listVersion: 1, offsets: [7, 8] } }));
  });

  test('while the list moves, the cursor passes what is new in it, but does not say that all of it was told', async () => {
    const { read } = readerWhen([7, 8], entry, true);
    const { cursor } = await read([0, 0], 'now');
    expect(cursor).toBe(encodeCursor({ epoch, seen: { listVersion: 9, toldThrough: 1, offsets: [7, 8] } }));
  });

  test('a removal that comes between the reads of membership and head is not overlooked', async () => {
    const removed = { ...entry, leftIndex: 2, head: { ...head, index: 2, messageId: '2' }, changeVersion: 2 };
    const { read } = readerWhen([7, 8], removed);
    const { conversations } = await read([0, 0], 'now');
    expect(conversations.map((changed) => changed.entry)).toEqual([removed]);
  });

  test('never passes on an offset that only a client has named: others would be answered by it', async () => {
    const { read, asked } = readerWhen(undefined);
    await read([0, 1_000_000], 'claimed');
    expect(asked).toEqual([{ groupIds: ['g'], userId: 'alice' }]);
  });
});
