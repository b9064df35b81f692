import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { MemoryStore } from '../data/memory-store.ts';
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

/** A new, empty store, and how the same data is opened again. */
export interface StoreUnderTest {
  readonly store: ClientStore;
  /** Left out: nothing stays. */
  reopen?(): Promise<ClientStore>;
  close?(): Promise<void>;
}

/** What every ClientStore promises. */
export function describeClientStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} as client store`, () => {
    let underTest: StoreUnderTest;
    let store: ClientStore;
    beforeEach(async () => {
      underTest = await open();
      ({ store } = underTest);
    });
    afterEach(() => underTest.close?.());

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

    test('removes ranges of one conversation before it adds new messages', async () => {
      await store.save(batch({ messages: [1, 2, 3, 4].flatMap((at) => [message('a', at), message('b', at)]) }));
      const remove = [
        { conversationId: 'a', fromIndex: 2, toIndex: 3 },
        { conversationId: 'a', fromIndex: 9, toIndex: 9 },
        { conversationId: 'c', fromIndex: 1, toIndex: 9 },
      ];
      await store.save(batch({ remove, messages: [message('a', 3)] }));
      expect((await store.readMessages('a', 1, 10, 10)).map(({ index }) => index)).toEqual([4, 3, 1]);
      expect(await store.readMessages('b', 1, 10, 10)).toHaveLength(4);
    });

    test('agrees with a model, whatever is saved, forgotten and opened again', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.oneof(saving, fc.constant('reopen' as const)), { maxLength: 25 }),
          async (steps) => {
            const fresh = await open();
            const model = new MemoryStore();
            let current = fresh.store;
            for (const step of steps) {
              if (step !== 'reopen') {
                await model.save(step);
                await current.save(step);
              } else if (fresh.reopen !== undefined) current = await fresh.reopen();
              await expectSame(current, model);
            }
            await fresh.close?.();
          },
        ),
        { numRuns: 40 },
      );
    });
  });
}

const conversationIds = ['a', 'b'];

const saving: fc.Arbitrary<StoreBatch> = fc
  .record({
    cursor: fc.string({ maxLength: 5 }),
    heads: fc.array(fc.tuple(fc.constantFrom(...conversationIds), fc.nat(50)), { maxLength: 2 }),
    messages: fc.array(fc.tuple(fc.constantFrom(...conversationIds), fc.integer({ min: 1, max: 30 })), {
      maxLength: 6,
    }),
    forget: fc.array(fc.tuple(fc.constantFrom(...conversationIds), fc.nat(30)), { maxLength: 1 }),
    remove: fc.array(fc.tuple(fc.constantFrom(...conversationIds), fc.nat(30), fc.nat(9)), { maxLength: 2 }),
  })
  .map(({ cursor, heads, messages, forget, remove }) =>
    batch({
      cursor,
      conversations: heads.map(([conversationId, head]) => conversation(conversationId, head)),
      messages: messages.map(([conversationId, index]) => message(conversationId, index)),
      forget: forget.map(([conversationId, throughIndex]) => ({ conversationId, throughIndex })),
      remove: remove.map(([conversationId, fromIndex, more]) => ({
        conversationId,
        fromIndex,
        toIndex: fromIndex + more,
      })),
    }),
  );

async function expectSame(store: ClientStore, model: ClientStore): Promise<void> {
  const [found, expected] = [await store.load(), await model.load()];
  expect({ ...found, conversations: byId(found.conversations) }).toEqual({
    ...expected,
    conversations: byId(expected.conversations),
  });
  for (const conversationId of conversationIds) {
    expect(await store.readMessages(conversationId, 1, 100, 100)).toEqual(
      await model.readMessages(conversationId, 1, 100, 100),
    );
  }
}

function byId(conversations: readonly StoredConversation[]): readonly StoredConversation[] {
  return conversations.toSorted((left, right) => (left.conversationId < right.conversationId ? -1 : 1));
}
