import { groupConversationId, singleConversationId } from '@microchat/core/ids';
import type { KvStore } from '@microchat/ports/kv-store';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { describe, expect, it, vi } from 'vitest';
import { Constellation } from './constellation.ts';
import { CursorClient } from './cursor-client.ts';
import { admit, send } from './people.ts';
import { insisting, startSeveral } from './several-processes.ts';
import type { EventMode } from './shared-store.ts';

const people = ['alice', 'bob', 'carol'];

/** The log as the list should tell it: newest index, and what a reader at `readIndex` who sent `userId`'s entries has unread. */
async function truthOf({ messageStore }: Constellation, conversationId: string, userId: string, readIndex: number) {
  const { entries } = await messageStore.readPage({ conversationId, limit: 200 });
  const own = Math.max(0, ...entries.filter(({ senderId }) => senderId === userId).map(({ index }) => index));
  const read = Math.max(readIndex, own);
  const unread = entries.filter(({ index, membershipVersion }) => membershipVersion === 0 && index > read).length;
  return { index: entries[0]?.index ?? 0, unread };
}

/** Delivery has done this many records of each partition: it gave them up. */
async function commitOffsets(all: Constellation, offset: number): Promise<void> {
  const { eventLog } = all;
  const records = Array.from({ length: eventLog.partitionCount('messages') }, (_, partition) => {
    let key = '';
    for (let at = 0; key === '' || eventLog.partitionOf('messages', key) !== partition; at += 1) key = `filler-${at}`;
    return Array.from({ length: offset }, (_record, at) => ({
      topic: 'messages',
      key,
      sequence: at + 1,
      value: Buffer.from('garbage'),
    }));
  });
  await eventLog.append(records.flat());
  await all.processAll();
}

describe('several session stores and syncs', () => {
  it.each<EventMode>(['with-commit', 'after-commit'])(
    'events %s: never let a cursor pass a head, a read position go back or an unread count be wrong',
    async (events) => {
      const fired: Record<string, number> = {};
      for (const seed of [`a ${events}`, `b ${events}`]) {
        const random = new SeededRandom(seed);
        const several = await startSeveral(random, {
          events,
          processes: 3,
          rates: { unavailable: 0.01, unknownApplied: 0.02, unknownLost: 0.02, delay: 0.05 },
        });
        const { all } = several;
        await insisting(() => admit(all, ...people));
        const groupIds: string[] = [];
        for (const name of ['g1', 'g2', 'g3']) {
          const memberIds = people.slice(1);
          const { groupId } = await insisting(() => all.membership.createGroup({ actorId: 'alice', name, memberIds }));
          groupIds.push(groupId);
        }
        const conversationsOf = (userId: string) => [
          ...groupIds.map(groupConversationId),
          ...people.filter((peer) => peer !== userId).map((peer) => singleConversationId(userId, peer)),
        ];
        const clients = people.map((userId) => new CursorClient(all, userId));
        const readThrough = new Map<string, number>();

        const live = async (client: CursorClient) => {
          const { userId } = client;
          const own = random.fork(userId);
          for (let step = 0; step < 45; step += 1) {
            const conversationId = own.pick(conversationsOf(userId));
            if (own.chance(0.35)) await insisting(() => send(all, userId, { conversationId }, `m-${step}`));
            else if (own.chance(0.4)) await client.ping();
            else if (own.chance(0.3)) await client.sync();
            else if (client.heads.has(conversationId)) {
              const index = own.integer(1, client.heads.get(conversationId) ?? 1);
              const key = `${userId}/${conversationId}`;
              const { readIndex } = await insisting(() => all.sync.read({ userId, conversationId, index }));
              expect(readIndex, key).toBeGreaterThanOrEqual(Math.max(index, readThrough.get(key) ?? 0));
              readThrough.set(key, readIndex);
            }
            if (own.chance(0.05)) all.log.rebalance();
          }
        };
        await Promise.all(clients.map(live));
        several.heal();
        await all.processAll();

        const check = async (client: CursorClient) => {
          const { userId } = client;
          await client.ping();
          const { conversations } = await all.sync.getChanges({ userId, cursor: '', limit: 100 });
          for (const entry of conversations) {
            const { conversationId } = entry;
            const where = `seed ${seed}: ${userId} in ${conversationId}`;
            const readIndex = readThrough.get(`${userId}/${conversationId}`) ?? 0;
            const { index, unread } = await truthOf(all, conversationId, userId, readIndex);
            expect(client.heads.get(conversationId), where).toBe(index);
            expect({ readIndex: entry.readIndex, unread: entry.unread }, where).toEqual({ readIndex, unread });
            if (entry.peerId !== undefined && entry.peerId !== '') {
              const peerReadIndex = readThrough.get(`${entry.peerId}/${conversationId}`) ?? 0;
              expect(entry.peerReadIndex, where).toBe(peerReadIndex);
            }
          }
        };
        // What was in doubt when the store was healed may still be on its way; what a cursor has passed never comes.
        for (const client of clients) await vi.waitFor(() => check(client), { timeout: 15_000, interval: 50 });
        for (const [fault, count] of Object.entries(several.fired())) fired[fault] = (fired[fault] ?? 0) + count;
        await all.stop();
      }
      for (const fault of ['unavailable', 'unknownApplied', 'unknownLost'])
        expect(fired[fault], fault).toBeGreaterThan(0);
    },
    60_000,
  );

  it('read the heads of a user with 2 000 groups in four batches, and none while nothing is committed', async () => {
    let reads = 0;
    const counting = (kv: KvStore): KvStore => ({
      read: (key, columns) => kv.read(key, columns),
      scan: (key, range) => kv.scan(key, range),
      merge: (writes) => kv.merge(writes),
      commit: (commit) => kv.commit(commit),
      multiRead: (requests) => {
        if (requests.some(({ key }) => key.table === 'group_heads')) reads += 1;
        return kv.multiRead(requests);
      },
    });
    const all = await Constellation.start({ wrapKv: counting });
    const groupIds = Array.from({ length: 2_000 }, (_, at) => `group-${at}`);
    const at = { index: 1, messageId: '1', previousMessageId: '0', count: 0, membershipVersion: 1 };
    const join = (groupId: string) => {
      const conversationId = groupConversationId(groupId);
      return all.sessionStore.recordMembership({ userId: 'alice', groupId, conversationId, joined: true, at });
    };
    const advance = (groupId: string, index: number, logOffset: number) => {
      const logPartition = all.eventLog.partitionOf('messages', groupConversationId(groupId));
      const head = { index, messageId: String(index), previousMessageId: '1', count: 1, membershipVersion: 1 };
      return all.sessionStore.advanceGroup({ groupId, head, ownSends: [], logPartition, logOffset });
    };
    for (let start = 0; start < groupIds.length; start += 500) {
      await Promise.all(groupIds.slice(start, start + 500).map(join));
    }
    await commitOffsets(all, 10);
    await Promise.all(groupIds.map((groupId) => advance(groupId, 1, 5)));
    let { cursor, hasMore } = { cursor: '', hasMore: true };
    while (hasMore) ({ cursor, hasMore } = await all.sync.getChanges({ userId: 'alice', cursor, limit: 200 }));

    await Promise.all(groupIds.slice(0, 20).map((groupId) => advance(groupId, 2, 15)));
    reads = 0;
    const changes = await all.sync.getChanges({ userId: 'alice', cursor, limit: 200 });
    expect(changes.conversations).toHaveLength(20);
    expect(reads).toBeLessThanOrEqual(4);
    await all.sync.getHeads({ userId: 'alice', cursor: changes.cursor });
    reads = 0;
    await all.sync.getHeads({ userId: 'alice', cursor: changes.cursor });
    expect(reads).toBe(0);
    await all.stop();
  }, 30_000);
});
