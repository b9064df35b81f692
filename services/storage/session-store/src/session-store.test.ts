import { presentEntry } from '@microchat/core/conversation-list/present-entry';
import { groupConversationId, singleConversationId } from '@microchat/core/ids';
import { eventTopics } from '@microchat/core/topics';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sessionEvent } from './rows.ts';
import { type Engine, engines, recordsOf } from './testing/engines.ts';
import { advanceRead, headAt, recordHead, recordMembership } from './testing/requests.ts';
import { type SessionStoreInstance, startSessionStore } from './testing/session-store-instance.ts';

const withBob = singleConversationId('alice', 'bob');
const team = groupConversationId('team');

describe.each(engines)('session store on $name', ({ open }) => {
  let engine: Engine;
  let store: SessionStoreInstance;

  beforeEach(async () => {
    engine = await open();
    store = await startSessionStore(engine.kv);
  });

  afterEach(async () => {
    await store.stop();
    await engine.close();
  });

  async function entryOf(userId: string, conversationId: string) {
    const { entries } = await store.client.getEntries({ userId, conversationIds: [conversationId] });
    return entries[0];
  }

  async function eventsOf(userId: string) {
    const records = await recordsOf(engine.eventLog, eventTopics.sessions, userId);
    return records.map(({ sequence, value }) => ({ sequence, event: sessionEvent.decode(value) }));
  }

  describe('lists', () => {
    test('a head creates the entry, a newer one moves it, an older one does nothing', async () => {
      expect(await store.client.recordHead(recordHead('alice', 'bob', 4, 2))).toEqual({ listVersion: 1 });
      expect(await store.client.recordHead(recordHead('alice', 'bob', 7))).toEqual({ listVersion: 2 });
      expect(await store.client.recordHead(recordHead('alice', 'bob', 7))).toEqual({ listVersion: 2 });
      expect(await store.client.recordHead(recordHead('alice', 'bob', 5, 2))).toEqual({ listVersion: 2 });
      expect(await entryOf('alice', withBob)).toMatchObject({
        peerId: 'bob',
        head: headAt(7),
        ownIndex: 2,
        changeVersion: 2,
        attributesVersion: 1,
      });
      expect(await entryOf('bob', withBob)).toBeUndefined();
      expect(await eventsOf('alice')).toEqual([]);
    });

    test('an entry that another instance wrote since this one looked is changed all the same', async () => {
      const other = await startSessionStore(engine.kv, 'other');
      await store.client.recordHead(recordHead('alice', 'bob', 1));
      await other.client.recordHead(recordHead('alice', 'carol', 1));
      expect(await store.client.recordHead(recordHead('alice', 'carol', 2))).toEqual({ listVersion: 3 });
      const { entries } = await other.client.readChanges({ userId: 'alice', limit: 10 });
      expect(entries.map(({ peerId, changeVersion }) => [peerId, changeVersion])).toEqual([
        ['carol', 3],
        ['bob', 1],
      ]);
      await other.stop();
    });

    test('a read position that another instance moved on is not answered with an older one', async () => {
      const other = await startSessionStore(engine.kv, 'other');
      await store.client.recordHead(recordHead('alice', 'bob', 9));
      await store.client.advanceRead(advanceRead('alice', withBob, 2));
      await other.client.advanceRead(advanceRead('alice', withBob, 8));
      const { entry } = await store.client.advanceRead(advanceRead('alice', withBob, 1));
      expect(entry).toMatchObject({ readIndex: 8 });
      await other.stop();
    });

    test('a burst costs few commits, whatever its size', async () => {
      const { listVersion } = await store.client.recordHead(recordHead('alice', 'bob', 1));
      const burst = Array.from({ length: 200 }, (_, at) => store.client.recordHead(recordHead('alice', 'bob', at + 2)));
      await Promise.all(burst);
      const after = await store.client.recordHead(recordHead('alice', 'bob', 1));
      expect(after.listVersion - listVersion).toBeLessThanOrEqual(2);
      expect((await entryOf('alice', withBob))?.head).toEqual(headAt(201));
    });

    test('more conversations than one commit takes, all at once', async () => {
      const peers = Array.from({ length: 120 }, (_, at) => `peer-${at}`);
      await Promise.all(peers.map((peer) => store.client.recordHead(recordHead('alice', peer, 3))));
      const { entries, listVersion, hasMore } = await store.client.readChanges({ userId: 'alice', limit: 500 });
      expect(new Set(entries.map(({ peerId }) => peerId))).toEqual(new Set(peers));
      expect(entries.map(({ changeVersion }) => changeVersion)).toEqual(peers.map((_, at) => 120 - at));
      expect({ listVersion, hasMore }).toEqual({ listVersion: 120, hasMore: false });
    });

    test('a read position grows, is announced, and never goes back', async () => {
      await store.client.recordHead(recordHead('alice', 'bob', 9));
      const first = await store.client.advanceRead(advanceRead('alice', withBob, 6));
      expect(first.entry).toMatchObject({ readIndex: 6, readCount: headAt(6).count, attributesVersion: 2 });
      const older = await store.client.advanceRead(advanceRead('alice', withBob, 3));
      expect(older.entry).toEqual(first.entry);
      await store.client.advanceRead(advanceRead('alice', withBob, 9));
      expect(await eventsOf('alice')).toEqual([
        { sequence: 1, event: expect.objectContaining({ userId: 'alice', change: 'readAdvanced' }) },
        { sequence: 2, event: expect.objectContaining({ readAdvanced: { entry: await entryOf('alice', withBob) } }) },
      ]);
    });

    test('a read of what is not in the list is refused', async () => {
      await expect(store.client.advanceRead(advanceRead('alice', withBob, 1))).rejects.toMatchObject({
        code: 'NOT_FOUND',
        reason: 'CONVERSATION_NOT_FOUND',
      });
    });

    test('the read position of the peer is kept, also when it comes before the first head', async () => {
      await store.client.recordPeerRead({ userId: 'alice', conversationId: withBob, peerReadIndex: 2 });
      await store.client.recordHead(recordHead('alice', 'bob', 3));
      await store.client.recordPeerRead({ userId: 'alice', conversationId: withBob, peerReadIndex: 1 });
      expect(await entryOf('alice', withBob)).toMatchObject({ peerId: 'bob', head: headAt(3), peerReadIndex: 2 });
      expect(await eventsOf('alice')).toEqual([]);
    });

    test('what is hidden is kept, told without its size, and never comes back', async () => {
      await store.client.recordMembership(recordMembership('alice', 'team', true, 1));
      const hide = (hiding: object) => store.client.hideMessages({ userId: 'alice', conversationId: team, ...hiding });
      await hide({ deletedIndexes: [5, 6, 9] });
      await store.client.setAttributes({ userId: 'alice', conversationId: team, draft: 'Hello', hiddenThrough: 9 });
      const { entry } = await hide({ clearedThrough: 5, clearedCount: 4, deletedIndexes: [2, 6] });
      expect(entry).toMatchObject({
        clearedThrough: 5,
        clearedCount: 4,
        deleted: [
          { fromIndex: 6, toIndex: 6 },
          { fromIndex: 9, toIndex: 9 },
        ],
        draft: 'Hello',
        hiddenThrough: 9,
        attributesVersion: 4,
      });
      expect(await entryOf('alice', team)).toEqual(entry);
      expect((await hide({ clearedThrough: 4 })).entry).toEqual(entry);
      const inBrief = { ...entry, draft: '', deleted: [] };
      expect(await store.client.listMemberships({ userId: 'alice' })).toEqual({ entries: [inBrief] });
      expect((await eventsOf('alice')).at(-1)?.event.listEntryChanged?.entry).toEqual(inBrief);
    });

    test('more deleted ranges than are kept are refused as a whole', async () => {
      await store.client.recordHead(recordHead('alice', 'bob', 999));
      const hide = (deletedIndexes: number[]) =>
        store.client.hideMessages({ userId: 'alice', conversationId: withBob, deletedIndexes });
      await hide(Array.from({ length: 100 }, (_, at) => 2 * at + 1));
      await expect(hide([2, 501, 503])).rejects.toMatchObject({
        code: 'RESOURCE_EXHAUSTED',
        reason: 'TOO_MANY_DELETED',
      });
      expect((await entryOf('alice', withBob))?.deleted).toHaveLength(100);
      await expect(
        store.client.hideMessages({ userId: 'alice', conversationId: team, deletedIndexes: [1] }),
      ).rejects.toMatchObject({ reason: 'CONVERSATION_NOT_FOUND' });
    });

    test('memberships: joining, leaving with the head frozen, joining again', async () => {
      const joined = await store.client.recordMembership(recordMembership('alice', 'team', true, 4));
      expect(joined.entry).toMatchObject({ groupId: 'team', joinIndex: 4, joinCount: headAt(4).count, leftIndex: 0 });
      await store.client.recordMembership(recordMembership('alice', 'team', true, 4));
      const left = await store.client.recordMembership(recordMembership('alice', 'team', false, 8));
      expect(left.entry).toMatchObject({ joinIndex: 4, leftIndex: 8, head: headAt(8) });
      const again = await store.client.recordMembership(recordMembership('alice', 'team', true, 12));
      expect(again.entry).toMatchObject({ joinIndex: 12, leftIndex: 0, head: null });
      await store.client.recordMembership(recordMembership('alice', 'team', false, 8));
      expect(await store.client.listMemberships({ userId: 'alice' })).toEqual({ entries: [again.entry] });
      expect((await eventsOf('alice')).map(({ sequence, event }) => [sequence, event.change])).toEqual([
        [1, 'listEntryChanged'],
        [2, 'listEntryChanged'],
        [3, 'listEntryChanged'],
      ]);
    });

    test('memberships are listed without the single chats, over several scans', async () => {
      const groupIds = Array.from({ length: 1_200 }, (_, at) => `team-${String(at).padStart(4, '0')}`);
      await Promise.all(
        groupIds.slice(0, 600).map((id) => store.client.recordMembership(recordMembership('alice', id, true, 1))),
      );
      await Promise.all(
        groupIds.slice(600).map((id) => store.client.recordMembership(recordMembership('alice', id, true, 1))),
      );
      await store.client.recordHead(recordHead('alice', 'bob', 1));
      const { entries } = await store.client.listMemberships({ userId: 'alice' });
      expect(entries.map(({ groupId }) => groupId)).toEqual(groupIds);
    });

    test('the largest changes, many at once, fit their commits', async () => {
      const longest = (at: number) => String(at).padStart(64, 'x');
      const userId = 'u'.repeat(64);
      const groupIds = Array.from({ length: 60 }, (_, at) => longest(at));
      const index = 0xffff_ff00;
      await Promise.all(
        groupIds.flatMap((groupId) => [
          store.client.recordMembership(recordMembership(userId, groupId, true, index)),
          store.client.advanceRead(advanceRead(userId, groupConversationId(groupId), index)),
          store.client.recordMembership(recordMembership(userId, groupId, false, index + 1)),
          store.client.recordHead(recordHead(userId, groupId, index, index)),
        ]),
      );
      const draft = '\u{1F600}'.repeat(1_024);
      const deletedIndexes = Array.from({ length: 100 }, (_, at) => index - 2 * at);
      await Promise.all(
        groupIds.flatMap((groupId) => {
          const conversation = { userId, conversationId: groupConversationId(groupId) };
          return [
            store.client.setAttributes({ ...conversation, draft, hiddenThrough: index }),
            store.client.hideMessages({
              ...conversation,
              clearedThrough: index - 1_000,
              clearedCount: 7,
              deletedIndexes,
            }),
          ];
        }),
      );
      const { entries } = await store.client.listMemberships({ userId });
      expect(entries.map(({ readIndex, leftIndex }) => [readIndex, leftIndex])).toEqual(
        groupIds.map(() => [index, index + 1]),
      );
      expect((await store.client.readChanges({ userId, limit: 500 })).entries).toHaveLength(120);
    });

    test('pages of changes go newest first below a fixed top, back to the cursor', async () => {
      for (const [at, peer] of ['bob', 'carol', 'dave', 'bob', 'erin'].entries()) {
        await store.client.recordHead(recordHead('alice', peer, at + 1));
      }
      const page = (sinceVersion: number, belowVersion: number, limit: number) =>
        store.client.readChanges({ userId: 'alice', sinceVersion, belowVersion, limit });
      const peers = ({ entries }: Awaited<ReturnType<typeof page>>) => entries.map(({ peerId }) => peerId);

      const first = await page(0, 0, 2);
      expect(peers(first)).toEqual(['erin', 'bob']);
      expect(first).toMatchObject({ hasMore: true, listVersion: 5 });
      const second = await page(0, 4, 2);
      expect(peers(second)).toEqual(['dave', 'carol']);
      expect(second.hasMore).toBe(false);
      expect(peers(await page(2, 0, 2))).toEqual(['erin', 'bob']);
      expect(peers(await page(3, 0, 5))).toEqual(['erin', 'bob']);
      expect(await page(5, 0, 5)).toEqual({ entries: [], listVersion: 5, hasMore: false, hasMoved: false });
      expect(await store.client.readChanges({ userId: 'nobody', limit: 5 })).toMatchObject({ listVersion: 0 });
    });
  });

  describe('groups', () => {
    const advance = (groupId: string, index: number, senders: string[] = []) =>
      store.client.advanceGroup({
        groupId,
        head: headAt(index),
        ownSends: senders.map((userId) => ({ userId, index, count: headAt(index).count })),
        logPartition: 3,
        logOffset: String(index * 7),
      });

    test('own sends may come before any head', async () => {
      await store.client.advanceGroup({ groupId: 'team', ownSends: [{ userId: 'alice', index: 4, count: 3 }] });
      const read = () => store.client.getGroupHeads({ groupIds: ['team'], userId: 'alice' });
      expect((await read()).heads).toMatchObject([{ groupId: 'team', head: null, ownIndex: 4, ownCount: 3 }]);
      await advance('team', 5);
      expect((await read()).heads).toMatchObject([{ groupId: 'team', head: headAt(5), ownIndex: 4, ownCount: 3 }]);
    });

    test('a record has the newest head, its place in the log, and who sent last what', async () => {
      await advance('team', 5, ['alice', 'bob']);
      await advance('team', 8, ['bob']);
      await advance('team', 6, ['alice', 'bob']);
      await advance('other', 2);
      const { heads } = await store.client.getGroupHeads({ groupIds: ['other', 'team', 'none'], userId: 'alice' });
      expect(heads).toEqual([
        { groupId: 'other', head: headAt(2), logPartition: 3, logOffset: '14', ownIndex: 0, ownCount: 0 },
        {
          groupId: 'team',
          head: headAt(8),
          logPartition: 3,
          logOffset: '56',
          ownIndex: 6,
          ownCount: headAt(6).count,
        },
        { groupId: 'none', head: null, logPartition: 0, logOffset: '0', ownIndex: 0, ownCount: 0 },
      ]);
    });

    test('a record survives a restart, and a replay of older heads does not hide it', async () => {
      await advance('team', 50, ['alice']);
      await store.stop();
      store = await startSessionStore(engine.kv, 'after restart');
      await advance('team', 10, ['alice']);
      const { heads } = await store.client.getGroupHeads({ groupIds: ['team'], userId: 'alice' });
      expect(heads[0]).toMatchObject({ head: headAt(50), ownIndex: 50 });
    });

    test('own messages are never unread, a new one of others is', async () => {
      await store.client.recordMembership(recordMembership('alice', 'team', true, 3));
      await advance('team', 4, ['alice']);
      const unread = async () => {
        const { heads } = await store.client.getGroupHeads({ groupIds: ['team'], userId: 'alice' });
        const entry = await entryOf('alice', team);
        return entry && presentEntry(entry, heads[0]).unread;
      };
      expect(await unread()).toBe(0);
      await advance('team', 5, ['bob']);
      expect(await unread()).toBe(1);
      await store.client.advanceRead(advanceRead('alice', team, 5));
      expect(await unread()).toBe(0);
    });
  });

  describe('readers', () => {
    test('are listed by id from an index on, page by page', async () => {
      const record = (userId: string, readIndex: number) =>
        store.client.recordReader({ conversationId: team, userId, readIndex });
      const userIds = Array.from({ length: 90 }, (_, at) => `user-${String(at).padStart(2, '0')}`);
      await Promise.all(userIds.map((userId, at) => record(userId, at % 3 === 0 ? 4 : 9)));
      await record('user-00', 9);
      await record('user-01', 2);

      const listed: string[] = [];
      for (let afterUserId = ''; ; afterUserId = listed.at(-1) ?? '') {
        const page = await store.client.listReaders({ conversationId: team, index: 5, afterUserId, limit: 7 });
        expect(page.readers.every(({ readIndex }) => readIndex === 9)).toBe(true);
        listed.push(...page.readers.map(({ userId }) => userId));
        if (!page.hasMore) break;
      }
      expect(listed).toEqual(userIds.filter((_, at) => at % 3 !== 0 || at === 0));
    });

    test('of a single chat', async () => {
      await store.client.recordReader({ conversationId: withBob, userId: 'bob', readIndex: 3 });
      await store.client.recordReader({ conversationId: withBob, userId: 'alice', readIndex: 5 });
      const list = (index: number) => store.client.listReaders({ conversationId: withBob, index, limit: 10 });
      expect(await list(3)).toEqual({
        readers: [
          { userId: 'alice', readIndex: 5 },
          { userId: 'bob', readIndex: 3 },
        ],
        hasMore: false,
      });
      expect((await list(4)).readers).toHaveLength(1);
      expect((await list(6)).readers).toEqual([]);
    });
  });

  describe('device cursors', () => {
    test('keep the larger position of each conversation, a cursor for each device', async () => {
      const save = (deviceId: string, positions: { conversationId: string; index: number }[]) =>
        store.client.saveDeviceCursor({ userId: 'alice', deviceId, positions });
      await save('phone', [
        { conversationId: withBob, index: 5 },
        { conversationId: team, index: 2 },
      ]);
      await save('phone', [{ conversationId: withBob, index: 3 }]);
      await save('phone', [{ conversationId: team, index: 4 }]);
      await save('web', [{ conversationId: 's~alice~alice', index: 1 }]);
      expect(await store.client.getDeviceCursor({ userId: 'alice', deviceId: 'phone' })).toEqual({
        positions: [
          { conversationId: withBob, index: 5 },
          { conversationId: team, index: 4 },
        ],
      });
      expect(await store.client.getDeviceCursor({ userId: 'alice', deviceId: 'web' })).toEqual({
        positions: [{ conversationId: 's~alice~alice', index: 1 }],
      });
      expect(await store.client.getDeviceCursor({ userId: 'alice', deviceId: 'none' })).toEqual({ positions: [] });
    });

    test('hold the longest ids up to the size of a row', async () => {
      const save = (from: number) => {
        const ids = Array.from({ length: 500 }, (_, at) => `g~${String(from + at).padStart(64, 'x')}`);
        const positions = ids.map((conversationId) => ({ conversationId, index: 0xffff_ffff }));
        return store.client.saveDeviceCursor({ userId: 'alice', deviceId: 'phone', positions });
      };
      await save(0);
      await save(500);
      const { positions } = await store.client.getDeviceCursor({ userId: 'alice', deviceId: 'phone' });
      expect(positions.length).toBeGreaterThan(450);
      expect(positions.at(-1)?.conversationId).toMatch(/x999$/);
    });
  });

  test('the epoch is created once and the same for every instance', async () => {
    const other = await startSessionStore(engine.kv, 'other');
    const epochs = await Promise.all([store.client.getEpoch({}), other.client.getEpoch({}), store.client.getEpoch({})]);
    const [first] = epochs;
    expect(first?.epoch).toMatch(/^[0-9a-f]{32}$/);
    expect(epochs).toEqual([first, first, first]);
    const later = await startSessionStore(engine.kv, 'later');
    expect(await later.client.getEpoch({})).toEqual(first);
    await Promise.all([other.stop(), later.stop()]);
  });
});
