import { groupTopic, userTopic } from '@microchat/core/ids';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Constellation } from './constellation.ts';
import { admit, send } from './people.ts';

describe('sync', () => {
  let all: Constellation;
  beforeEach(async () => {
    all = await Constellation.start({ segmentEntriesMax: 20 });
    await admit(all, 'alice', 'bob', 'carol', 'dave');
  });
  afterEach(() => all.stop());

  const changesOf = (userId: string, cursor = '', limit = 0) => all.sync.getChanges({ userId, cursor, limit });

  it('answers only what changed since the cursor, single chats and groups', async () => {
    const { groupId } = await all.membership.createGroup({ actorId: 'alice', name: 'g', memberIds: ['bob'] });
    await send(all, 'alice', { userId: 'bob' }, 'm-1');
    await send(all, 'carol', { userId: 'bob' }, 'm-1');
    await all.processAll();
    const first = await changesOf('bob');
    expect(first.conversations).toHaveLength(3);
    expect((await changesOf('bob', first.cursor)).conversations).toEqual([]);

    await send(all, 'alice', { groupId }, 'm-2');
    await all.processAll();
    const second = await changesOf('bob', first.cursor);
    expect(second.conversations).toMatchObject([{ groupId, unread: 1 }]);
    await send(all, 'carol', { userId: 'bob' }, 'm-2');
    await all.processAll();
    const third = await changesOf('bob', second.cursor);
    expect(third.conversations).toMatchObject([{ peerId: 'carol', unread: 2 }]);
  });

  it('pages newest first below a fixed top; what changes meanwhile is in the next sync', async () => {
    const peers = Array.from({ length: 12 }, (_, at) => `peer-${at}`);
    await admit(all, ...peers);
    for (const peer of peers) await send(all, peer, { userId: 'bob' }, 'm-1');
    const groups = [];
    for (let at = 0; at < 5; at += 1) {
      groups.push(await all.membership.createGroup({ actorId: 'alice', name: `g${at}`, memberIds: ['bob'] }));
    }
    await all.processAll();

    const seen: string[] = [];
    let page = await changesOf('bob', '', 4);
    seen.push(...page.conversations.map(({ conversationId }) => conversationId));
    // An old chat and an old group move to the top while the pages are fetched.
    await send(all, 'peer-0', { userId: 'bob' }, 'm-2');
    await send(all, 'alice', { groupId: groups[0]?.groupId ?? '' }, 'm-2');
    await all.processAll();
    while (page.hasMore) {
      page = await changesOf('bob', page.cursor, 4);
      seen.push(...page.conversations.map(({ conversationId }) => conversationId));
    }
    expect(new Set(seen).size).toBe(seen.length);
    const next = await changesOf('bob', page.cursor);
    const all17 = new Set([...seen, ...next.conversations.map(({ conversationId }) => conversationId)]);
    expect(all17.size).toBe(17);
    expect(next.conversations.map(({ conversationId }) => conversationId).toSorted()).toEqual(
      ['s~bob~peer-0', groups[0]?.conversationId ?? ''].toSorted(),
    );
  });

  it('a cursor of another epoch, or ahead of a restored list, asks the client to compare', async () => {
    await send(all, 'alice', { userId: 'bob' }, 'm-1');
    await all.processAll();
    const { cursor } = await changesOf('bob');
    const other = await Constellation.start();
    await admit(other, 'alice', 'bob');
    expect(await other.sync.getChanges({ userId: 'bob', cursor })).toMatchObject({ reset: true, conversations: [] });
    await other.stop();
    expect(await changesOf('carol', cursor)).toMatchObject({ reset: true });
    expect(await changesOf('bob', 'garbage')).toMatchObject({ reset: true, conversations: [{ peerId: 'alice' }] });
  });

  it('a pong carries new heads, and says "more" when a head is not the whole change', async () => {
    const { conversationId } = await send(all, 'alice', { userId: 'bob' }, 'm-1');
    await all.processAll();
    const { cursor } = await changesOf('bob');
    await send(all, 'alice', { userId: 'bob' }, 'm-2');
    await all.processAll();
    const pong = await all.sync.getHeads({ userId: 'bob', cursor });
    expect(pong).toMatchObject({ heads: [{ conversationId, index: 2 }], hasMore: false });
    expect(await all.sync.getHeads({ userId: 'bob', cursor: pong.cursor })).toMatchObject({ heads: [] });

    await all.sync.read({ userId: 'bob', conversationId, index: 2 });
    expect(await all.sync.getHeads({ userId: 'bob', cursor: pong.cursor })).toMatchObject({
      cursor: pong.cursor,
      hasMore: true,
    });
    expect((await changesOf('bob', pong.cursor)).conversations).toMatchObject([{ readIndex: 2, unread: 0 }]);
  });

  it('connect follows the groups of the user, as far as their heads had come', async () => {
    const { groupId } = await all.membership.createGroup({ actorId: 'alice', name: 'g', memberIds: ['bob'] });
    const left = await all.membership.createGroup({ actorId: 'alice', name: 'left', memberIds: ['bob'] });
    await all.membership.removeMember({ actorId: 'bob', groupId: left.groupId, userId: 'bob' });
    await send(all, 'alice', { groupId }, 'm-1');
    await all.processAll();
    await all.follow(userTopic('bob'), groupTopic(groupId));
    const reply = await all.sync.connect({ userId: 'bob', deviceId: 'd', cursor: '' });
    const head = reply.changes?.conversations.find((entry) => entry.groupId === groupId)?.head?.index;
    expect(reply.groups).toEqual([{ groupId, joinIndex: expect.any(Number), validThrough: head }]);
    expect(reply.changes?.conversations.find((entry) => entry.groupId === left.groupId)).toMatchObject({ left: true });
    expect((await all.sync.getMemberships({ userId: 'bob' })).groupIds).toEqual([groupId]);
  });

  it('pulls a page with the chain as this user sees it', async () => {
    const { groupId, conversationId } = await all.membership.createGroup({
      actorId: 'alice',
      name: 'g',
      memberIds: ['bob'],
    });
    const say = (id: string) => send(all, 'alice', { groupId }, id);
    await say('seen-1');
    await all.membership.removeMember({ actorId: 'alice', groupId, userId: 'bob' });
    for (let at = 0; at < 30; at += 1) await say(`hidden-${at}`);
    await all.membership.addMembers({ actorId: 'alice', groupId, userIds: ['bob'] });
    await say('seen-2');
    await all.processAll();

    const pull = (range: { afterIndex?: number; beforeIndex?: number; limit?: number } = {}) =>
      all.sync.pull({ userId: 'bob', pull: { conversationId, ...range } });
    const page = await pull();
    expect(page.hasMore).toBe(false);
    expect(page.entries.some(({ clientMessageId }) => clientMessageId.startsWith('hidden'))).toBe(false);
    page.entries.forEach((entry, at) => {
      expect(entry.previousMessageId).toBe(page.entries[at + 1]?.messageId ?? '0');
    });
    expect(page.covers).toEqual({ fromIndex: 1, toIndex: page.entries[0]?.index });

    // The same chain, one entry a page.
    const single = [];
    let beforeIndex = 0;
    for (let hasMore = true; hasMore; ) {
      const one = await pull({ beforeIndex, limit: 1 });
      single.push(...one.entries);
      hasMore = one.hasMore;
      beforeIndex = one.covers?.fromIndex ?? 0;
    }
    expect(single).toEqual(page.entries);
  });

  it('a reader that was removed is not told how far the group has come', async () => {
    const { groupId, conversationId } = await all.membership.createGroup({
      actorId: 'alice',
      name: 'g',
      memberIds: ['bob'],
    });
    await all.membership.removeMember({ actorId: 'alice', groupId, userId: 'bob' });
    const removal = (await all.messageStore.getHeads({ conversationIds: [conversationId] })).heads[0]?.index ?? 0;
    for (let at = 0; at < 5; at += 1) await send(all, 'alice', { groupId }, `m-${at}`);
    await all.processAll();
    const page = await all.sync.pull({ userId: 'bob', pull: { conversationId, beforeIndex: 100 } });
    expect(page.covers?.toIndex).toBe(removal);
    expect(await all.sync.read({ userId: 'bob', conversationId, index: 100 })).toMatchObject({ readIndex: removal });
    expect((await changesOf('bob')).conversations).toMatchObject([{ left: true, unread: 0, head: { index: removal } }]);
  });

  it('a read position before what the reader may see is taken, so that nobody reports it for ever', async () => {
    const { groupId, conversationId } = await all.membership.createGroup({
      actorId: 'alice',
      name: 'g',
      memberIds: [],
    });
    for (let at = 0; at < 5; at += 1) await send(all, 'alice', { groupId }, `m-${at}`);
    await all.membership.addMembers({ actorId: 'alice', groupId, userIds: ['bob'] });
    await send(all, 'alice', { groupId }, 'seen');
    await all.processAll();
    expect(await all.sync.read({ userId: 'bob', conversationId, index: 3 })).toMatchObject({ readIndex: 3, unread: 1 });
    expect(await all.sync.read({ userId: 'bob', conversationId, index: 8 })).toMatchObject({ readIndex: 8, unread: 0 });
  });

  it('read clamp: a position goes no further than the head, and a chat whose list entry is still on its way is read', async () => {
    const { conversationId } = await send(all, 'alice', { userId: 'bob' }, 'm-1');
    // Nothing was processed: delivery may not have come to this message yet.
    expect(await all.sync.read({ userId: 'bob', conversationId, index: 4_000_000_000 })).toEqual({
      conversationId,
      readIndex: 1,
      peerReadIndex: 0,
      unread: 0,
    });
    await all.processAll();
    expect((await changesOf('bob')).conversations).toMatchObject([{ readIndex: 1, unread: 0 }]);
    expect((await changesOf('alice')).conversations).toMatchObject([{ peerReadIndex: 1, unread: 0 }]);
  });

  it('a stranger is told the same for absent and foreign conversations, by every call', async () => {
    const { conversationId } = await send(all, 'alice', { userId: 'bob' }, 'm-1');
    const { conversationId: group } = await all.membership.createGroup({
      actorId: 'alice',
      name: 'g',
      memberIds: ['bob'],
    });
    for (const id of [conversationId, group, 's~alice~dave', 'g~none', 'x']) {
      const refused = { code: 'NOT_FOUND', reason: 'CONVERSATION_NOT_FOUND' };
      const userId = 'carol';
      const position = { conversationId: id, index: 1 };
      await expect(all.sync.pull({ userId, pull: { conversationId: id } })).rejects.toMatchObject(refused);
      await expect(all.sync.read({ userId, ...position })).rejects.toMatchObject(refused);
      await expect(all.sync.getReaders({ userId, ...position })).rejects.toMatchObject(refused);
      await expect(all.sync.ack({ userId, deviceId: 'd', positions: [position] })).rejects.toMatchObject(refused);
    }
  });

  it('saves what a device has stored', async () => {
    const { conversationId } = await send(all, 'alice', { userId: 'bob' }, 'm-1');
    await all.sync.ack({ userId: 'bob', deviceId: 'd', positions: [{ conversationId, index: 1 }] });
    expect((await all.sessionStore.getDeviceCursor({ userId: 'bob', deviceId: 'd' })).positions).toEqual([
      { conversationId, index: 1 },
    ]);
  });

  it('hands a worker the entries that it missed, oldest first', async () => {
    const { groupId } = await all.membership.createGroup({ actorId: 'alice', name: 'g', memberIds: [] });
    for (let at = 0; at < 45; at += 1) await send(all, 'alice', { groupId }, `m-${at}`);
    const { entries } = await all.sync.fillGap({ groupId, afterIndex: 10, beforeIndex: 41 });
    expect(entries.map(({ index }) => index)).toEqual(Array.from({ length: 30 }, (_, at) => at + 11));
  });
});
