import { beforeEach, describe, expect, test } from 'vitest';

import type { ClientStore, StoreBatch, StoredConversation } from '../data/store.ts';
import type { Message } from '../protocol/frames.ts';
import { newConversation } from '../sync/conversation-state.ts';

function conversation(conversationId: string, head: number): StoredConversation {
  const { fetch: _fetch, ...stored } = newConversation(conversationId, head);
  return stored;
}

function message(conversationId: string, index: number): Message {
  return {
    messageId: String(1_000 + index),
    conversationId,
    index,
    previousMessageId: String(999 + index),
    senderId: 'bob',
    clientMessageId: `c-${index}`,
    content: { text: { body: `m${index}` } },
  };
}

function batch(fields: Partial<StoreBatch>): StoreBatch {
  return { userId: 'alice', cursor: 'c1', conversations: [], messages: [], forget: [], ...fields };
}

/** What every ClientStore promises. `open` answers a new, empty store. */
export function describeClientStore(name: string, open: () => Promise<ClientStore>): void {
  describe(`${name} as client store`, () => {
    let store: ClientStore;
    beforeEach(async () => {
      store = await open();
    });

    test('is empty at first', async () => {
      expect(await store.load()).toEqual({ userId: '', cursor: '', conversations: [] });
      expect(await store.readMessages('a', 1, 100, 10)).toEqual([]);
    });

    test('gives back what was saved last', async () => {
      await store.save(batch({ conversations: [conversation('a', 1), conversation('b', 2)] }));
      await store.save(batch({ cursor: 'c2', conversations: [conversation('a', 3)] }));
      const { userId, cursor, conversations } = await store.load();
      expect([userId, cursor]).toEqual(['alice', 'c2']);
      const heads = Object.fromEntries(conversations.map(({ conversationId, head }) => [conversationId, head]));
      expect(heads).toEqual({ a: 3, b: 2 });
    });

    test('reads messages newest first, within bounds, of one conversation', async () => {
      const messages = [5, 1, 3, 2].map((index) => message('a', index));
      await store.save(batch({ messages: [...messages, message('b', 4)] }));
      const read = async (from: number, to: number, limit: number) =>
        (await store.readMessages('a', from, to, limit)).map(({ index }) => index);
      expect(await read(1, 10, 10)).toEqual([5, 3, 2, 1]);
      expect(await read(2, 4, 10)).toEqual([3, 2]);
      expect(await read(1, 10, 2)).toEqual([5, 3]);
      expect(await store.readMessages('a', 3, 3, 1)).toEqual([message('a', 3)]);
    });

    test('takes a message twice without keeping it twice', async () => {
      await store.save(batch({ messages: [message('a', 1), message('a', 1)] }));
      await store.save(batch({ messages: [message('a', 1)] }));
      expect(await store.readMessages('a', 1, 10, 10)).toEqual([message('a', 1)]);
    });

    test('forgets old messages of one conversation before it adds new ones', async () => {
      await store.save(batch({ messages: [1, 2, 3].flatMap((index) => [message('a', index), message('b', index)]) }));
      await store.save(batch({ forget: [{ conversationId: 'a', throughIndex: 2 }], messages: [message('a', 1)] }));
      expect((await store.readMessages('a', 1, 10, 10)).map(({ index }) => index)).toEqual([3, 1]);
      expect(await store.readMessages('b', 1, 10, 10)).toHaveLength(3);
    });
  });
}
