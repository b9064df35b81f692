import { SeededRandom } from '@microchat/testkit/seeded-random';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Constellation } from './constellation.ts';
import { admit, send } from './people.ts';

describe('the own list', () => {
  let all: Constellation;
  beforeEach(async () => {
    all = await Constellation.start({ segmentEntriesMax: 20 });
    await admit(all, 'alice', 'bob', 'carol');
  });
  afterEach(() => all.stop());

  const entryOf = async (userId: string, conversationId: string) => {
    await all.processAll();
    const { conversations } = await all.sync.getChanges({ userId, cursor: '' });
    return conversations.find((entry) => entry.conversationId === conversationId);
  };

  async function chat(messages: number): Promise<string> {
    let conversationId = '';
    for (let at = 1; at <= messages; at += 1)
      ({ conversationId } = await send(all, 'alice', { userId: 'bob' }, `m-${at}`));
    return conversationId;
  }

  async function pullAll(userId: string, conversationId: string, limit: number) {
    const entries = [];
    const covered: number[] = [];
    let beforeIndex = 0;
    for (let hasMore = true; hasMore; ) {
      const page = await all.sync.pull({ userId, pull: { conversationId, beforeIndex, limit } });
      entries.push(...page.entries);
      const { fromIndex = 0, toIndex = 0 } = page.covers ?? {};
      for (let index = toIndex; index >= fromIndex && index > 0; index -= 1) covered.push(index);
      if (beforeIndex > 0 && fromIndex > 0) expect(toIndex).toBe(beforeIndex - 1);
      ({ hasMore } = page);
      beforeIndex = fromIndex;
    }
    return { entries, covered };
  }

  it('is changed for a chat whose entry is still on its way', async () => {
    const conversationId = await chat(1);
    const update = (wish: object) => all.sync.updateConversation({ userId: 'bob', conversationId, ...wish });
    expect(await update({ pinned: true })).toMatchObject({ pinned: true, head: { index: 1 }, unread: 1 });
    const other = await send(all, 'carol', { userId: 'bob' }, 'm-1');
    const cleared = await all.sync.clearHistory({ userId: 'bob', conversationId: other.conversationId });
    expect(cleared).toMatchObject({ clearedThrough: 1, unread: 0 });
    await expect(
      all.sync.updateConversation({ userId: 'alice', conversationId: 's~alice~carol', pinned: true }),
    ).rejects.toMatchObject({ reason: 'CONVERSATION_NOT_FOUND' });
  });

  it('leaves a hidden chat out until something newer comes, also when the list is behind the log', async () => {
    const conversationId = await chat(3);
    const hidden = await all.sync.updateConversation({ userId: 'bob', conversationId, hidden: true });
    expect(hidden).toMatchObject({ hidden: true, hiddenThrough: 3 });
    expect(await entryOf('bob', conversationId)).toMatchObject({ hidden: true, head: { index: 3 } });
    expect(await entryOf('alice', conversationId)).toMatchObject({ hidden: false });
    await send(all, 'alice', { userId: 'bob' }, 'news');
    expect(await entryOf('bob', conversationId)).toMatchObject({ hidden: false, hiddenThrough: 3 });
    const shown = await all.sync.updateConversation({ userId: 'bob', conversationId, hidden: false });
    expect(shown).toMatchObject({ hidden: false, hiddenThrough: 0 });
  });

  it('shows a marked chat as unread until it is read', async () => {
    const conversationId = await chat(2);
    await all.sync.read({ userId: 'bob', conversationId, index: 2 });
    await all.sync.updateConversation({ userId: 'bob', conversationId, markedUnread: true });
    expect(await entryOf('bob', conversationId)).toMatchObject({ markedUnread: true, unread: 0 });
    await all.sync.read({ userId: 'bob', conversationId, index: 2 });
    expect(await entryOf('bob', conversationId)).toMatchObject({ markedUnread: false });
  });

  it('brings drafts and deleted messages of groups, too', async () => {
    const { groupId, conversationId } = await all.membership.createGroup({
      actorId: 'alice',
      name: 'g',
      memberIds: ['bob'],
    });
    const sent = await send(all, 'alice', { groupId }, 'm-1');
    await all.sync.updateConversation({ userId: 'bob', conversationId, draft: 'Well,' });
    await all.sync.deleteMessages({ userId: 'bob', conversationId, indexes: [sent.index] });
    const expected = { draft: 'Well,', deleted: [{ fromIndex: sent.index, toIndex: sent.index }] };
    expect(await entryOf('bob', conversationId)).toMatchObject(expected);
    await all.membership.removeMember({ actorId: 'alice', groupId, userId: 'bob' });
    expect(await entryOf('bob', conversationId)).toMatchObject({ ...expected, left: true });
  });

  it('clears what there is, counts what comes after it, and hides it from this user alone', async () => {
    const conversationId = await chat(5);
    const cleared = await all.sync.clearHistory({ userId: 'bob', conversationId, throughIndex: 3 });
    expect(cleared).toMatchObject({ clearedThrough: 3 });
    expect(await entryOf('bob', conversationId)).toMatchObject({ unread: 2, head: { index: 5 } });
    const less = await all.sync.clearHistory({ userId: 'bob', conversationId, throughIndex: 1 });
    expect(less.clearedThrough).toBe(3);
    const { entries, covered } = await pullAll('bob', conversationId, 50);
    expect(entries.map(({ index }) => index)).toEqual([5, 4]);
    expect(entries.at(-1)?.previousMessageId).toBe('0');
    expect(covered).toEqual([5, 4, 3, 2, 1]);
    expect((await pullAll('alice', conversationId, 50)).entries).toHaveLength(5);
    await all.sync.clearHistory({ userId: 'bob', conversationId, throughIndex: 4_000_000_000 });
    expect(await entryOf('bob', conversationId)).toMatchObject({ clearedThrough: 5, unread: 0 });
    expect(await pullAll('bob', conversationId, 50)).toEqual({ entries: [], covered: [5, 4, 3, 2, 1] });
  });

  it('a deleted message has no readers for whoever deleted it, and what was never seen cannot be deleted', async () => {
    const conversationId = await chat(3);
    await all.sync.deleteMessages({ userId: 'bob', conversationId, indexes: [2] });
    await expect(all.sync.getReaders({ userId: 'bob', conversationId, index: 2 })).rejects.toMatchObject({
      reason: 'CONVERSATION_NOT_FOUND',
    });
    expect((await all.sync.getReaders({ userId: 'alice', conversationId, index: 2 })).readers).toEqual([]);
    await expect(all.sync.deleteMessages({ userId: 'bob', conversationId, indexes: [1, 4] })).rejects.toMatchObject({
      reason: 'MESSAGE_NOT_FOUND',
      field: 'indexes[1]',
    });
    expect((await entryOf('bob', conversationId))?.deleted).toEqual([{ fromIndex: 2, toIndex: 2 }]);
  });

  it('pages of any size show the same chain without what is hidden, and leave no index uncovered', async () => {
    const random = new SeededRandom('own-list');
    const { groupId, conversationId } = await all.membership.createGroup({
      actorId: 'alice',
      name: 'g',
      memberIds: ['bob'],
    });
    const say = async (count: number) => {
      for (let at = 0; at < count; at += 1) await send(all, 'alice', { groupId }, `m-${random.next()}`);
    };
    await say(30);
    await all.membership.removeMember({ actorId: 'alice', groupId, userId: 'bob' });
    await say(10);
    await all.membership.addMembers({ actorId: 'alice', groupId, userIds: ['bob'] });
    await say(90);
    const entitled = (await pullAll('bob', conversationId, 200)).entries;
    const head = entitled[0]?.index ?? 0;

    const deleted = new Set<number>();
    for (let round = 0; round < 8; round += 1) {
      const start = random.pick(entitled).index;
      // Also a long stretch, and the newest ones.
      const indexes = round === 3 ? entitled.slice(20, 70).map(({ index }) => index) : [start];
      if (round === 5) indexes.push(head, head - 1);
      await all.sync.deleteMessages({ userId: 'bob', conversationId, indexes });
      for (const index of indexes) deleted.add(index);
    }
    await all.sync.clearHistory({ userId: 'bob', conversationId, throughIndex: 6 });
    const shown = entitled.filter(({ index }) => index > 6 && !deleted.has(index));
    const chain = shown.map((entry, at) => ({ ...entry, previousMessageId: shown[at + 1]?.messageId ?? '0' }));
    for (const limit of [1, 2, 7, 200]) {
      const { entries, covered } = await pullAll('bob', conversationId, limit);
      expect(entries).toEqual(chain);
      expect(covered).toEqual(Array.from({ length: head }, (_, at) => head - at));
    }
  });
});
