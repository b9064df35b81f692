import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { MemoryStore } from '../data/memory-store.ts';
import type { ClientStore, StoreBatch } from '../data/store.ts';
import type { Message } from '../protocol/frames.ts';
import { settle } from '../testing/manual-environment.ts';
import { mergeBatches, SaveQueue } from './save-queue.ts';
import type { SyncAnnouncement } from './sync-events.ts';

function message(conversationId: string, index: number): Message {
  const content = { text: { body: '' } };
  const id = String(index);
  return {
    messageId: id,
    conversationId,
    index,
    previousMessageId: '0',
    senderId: 'bob',
    clientMessageId: id,
    content,
  };
}

function batchOf(cursor: string, indexes: readonly number[], forget: readonly number[] = []): StoreBatch {
  return {
    userId: 'alice',
    cursor,
    conversations: [],
    messages: indexes.map((index) => message('a', index)),
    forget: forget.map((throughIndex) => ({ conversationId: 'a', throughIndex })),
  };
}

const receipt = { connection: 1, frames: 1, positions: [] };
const listed: SyncAnnouncement = { type: 'listed' };

function setUp(store: ClientStore, waitingMessagesMax = 100) {
  const log: string[] = [];
  const queue = new SaveQueue(
    store,
    {
      saved: () => void log.push('saved'),
      announce: async () => void log.push('announced'),
      failed: (cause) => void log.push(`failed: ${String(cause)}`),
      overflowed: () => void log.push('overflowed'),
    },
    waitingMessagesMax,
  );
  return { queue, log };
}

/** A store whose saves end only when told to. */
function slowStore() {
  const store = new MemoryStore();
  const saves: StoreBatch[] = [];
  const releases: (() => void)[] = [];
  const save = store.save.bind(store);
  store.save = (batch) => {
    saves.push(batch);
    return new Promise((resolve) => {
      releases.push(() => void save(batch).then(resolve));
    });
  };
  return { store, saves, release: () => releases.shift()?.() };
}

describe('save queue', () => {
  test('makes one save of what comes while another runs', async () => {
    const { store, saves, release } = slowStore();
    const { queue } = setUp(store);
    queue.push({ type: 'save', batch: batchOf('c1', [1]), receipt });
    queue.push({ type: 'save', batch: batchOf('c2', [2]), receipt });
    queue.push({ type: 'save', batch: batchOf('c3', [3]), receipt });
    release();
    await settle();
    release();
    await queue.flushed();
    expect(saves.map(({ cursor, messages }) => [cursor, messages.map(({ index }) => index)])).toEqual([
      ['c1', [1]],
      ['c3', [2, 3]],
    ]);
  });

  test('announces only after the saves before', async () => {
    const { store, release } = slowStore();
    const { queue, log } = setUp(store);
    queue.push({ type: 'save', batch: batchOf('c1', [1]), receipt });
    queue.push({ type: 'announce', announcement: listed });
    await settle();
    expect(log).toEqual([]);
    release();
    await settle();
    release();
    await queue.flushed();
    expect(log).toEqual(['saved', 'announced']);
  });

  test('says when more waits than it may', async () => {
    const { store } = slowStore();
    const { queue, log } = setUp(store, 2);
    queue.push({ type: 'save', batch: batchOf('c1', [1]), receipt });
    queue.push({ type: 'save', batch: batchOf('c2', [2, 3]), receipt });
    expect(log).toEqual([]);
    queue.push({ type: 'save', batch: batchOf('c3', [4]), receipt });
    expect(log).toEqual(['overflowed']);
  });

  test('after a failed save nothing is announced any more, and nobody waits forever', async () => {
    const store = new MemoryStore();
    store.save = () => Promise.reject(new Error('disk full'));
    const { queue, log } = setUp(store);
    queue.push({ type: 'save', batch: batchOf('c1', [1]), receipt });
    queue.push({ type: 'announce', announcement: listed });
    await queue.flushed();
    queue.push({ type: 'announce', announcement: listed });
    await queue.flushed();
    expect(log).toEqual(['failed: Error: disk full']);
  });
});

test('a merged batch leaves the store as its parts in a row would', async () => {
  const part = fc.record({
    indexes: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 5 }),
    forget: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
    remove: fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat(3)), { maxLength: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 6 }), async (parts) => {
      const batches = parts.map(({ indexes, forget, remove }, at) => ({
        ...batchOf(`c${at}`, indexes, forget === undefined ? [] : [forget]),
        remove: remove.map(([from, more]) => ({ conversationId: 'a', fromIndex: from, toIndex: from + more })),
      }));
      const [inRow, merged] = [new MemoryStore(), new MemoryStore()];
      for (const batch of batches) await inRow.save(batch);
      const whole = batches.reduce<StoreBatch | undefined>(mergeBatches, undefined);
      if (whole !== undefined) await merged.save(whole);
      expect(await merged.readMessages('a', 1, 20, 20)).toEqual(await inRow.readMessages('a', 1, 20, 20));
      expect(await merged.load()).toEqual(await inRow.load());
    }),
  );
});
