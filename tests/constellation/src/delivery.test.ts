import { groupTopic, userTopic } from '@microchat/core/ids';
import { eventTopics } from '@microchat/core/topics';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Constellation } from './constellation.ts';
import { admit, send } from './people.ts';

describe('delivery', () => {
  let all: Constellation;
  beforeEach(async () => {
    all = await Constellation.start();
    await admit(all, 'alice', 'bob', 'carol');
  });
  afterEach(() => all.stop());

  it('makes one push to a worker, whatever it wants of the conversation', async () => {
    await all.follow(userTopic('alice'), userTopic('bob'), userTopic('carol'));
    const { conversationId } = await send(all, 'alice', { userId: 'bob' }, 'm-1');
    await all.processAll();
    expect(all.sink.pushes).toMatchObject([{ conversationId, topics: [userTopic('alice'), userTopic('bob')] }]);
    expect(all.sink.indexesOf(conversationId)).toEqual([1]);
  });

  it('stores lists even when nobody is interested', async () => {
    await send(all, 'alice', { userId: 'bob' }, 'm-1');
    await all.processAll();
    expect(all.sink.pushes).toEqual([]);
    const { conversations } = await all.sync.getChanges({ userId: 'bob', cursor: '' });
    expect(conversations).toMatchObject([{ peerId: 'alice', unread: 1, head: { index: 1 } }]);
  });

  it('cuts a group push at a membership change, which also goes to whom it names', async () => {
    const { groupId, conversationId } = await all.membership.createGroup({
      actorId: 'alice',
      name: 'g',
      memberIds: ['bob'],
    });
    await all.processAll();
    await all.follow(groupTopic(groupId), userTopic('carol'));
    await send(all, 'alice', { groupId }, 'before');
    await all.membership.addMembers({ actorId: 'alice', groupId, userIds: ['carol'] });
    await send(all, 'alice', { groupId }, 'after');
    await all.processAll();
    const pushes = all.sink.pushes.filter((push) => push.entries.length > 0 && push.conversationId === conversationId);
    const naming = pushes.filter(({ topics }) => topics.includes(userTopic('carol')));
    expect(naming).toHaveLength(1);
    expect(naming[0]).toMatchObject({ topics: [groupTopic(groupId), userTopic('carol')] });
    expect(naming[0]?.entries).toHaveLength(1);
    const indexes = all.sink.indexesOf(conversationId);
    expect(indexes).toEqual(indexes.map((_, at) => (indexes[0] ?? 0) + at));
  });

  it('brings a read position to the peer and to the other devices of the reader', async () => {
    const { conversationId } = await send(all, 'alice', { userId: 'bob' }, 'm-1');
    await all.processAll();
    await all.follow(userTopic('alice'), userTopic('bob'));
    await all.sync.read({ userId: 'bob', conversationId, index: 1 });
    await all.processAll();
    const receipts = all.sink.pushes.filter((push) => push.receipts.length > 0);
    expect(receipts).toMatchObject([
      {
        topics: [userTopic('bob'), userTopic('alice')],
        receipts: [{ conversationId, userId: 'bob', readIndex: 1 }],
      },
    ]);
    const entries = all.sink.pushes.filter((push) => push.conversations.length > 0);
    expect(entries).toMatchObject([{ topics: [userTopic('bob')], conversations: [{ readIndex: 1, unread: 0 }] }]);
    expect((await all.sync.getReaders({ userId: 'alice', conversationId, index: 1 })).readers).toMatchObject([
      { userId: 'bob', readIndex: 1 },
    ]);
  });

  it('drops a replay of the log', async () => {
    await all.follow(userTopic('bob'));
    const { conversationId } = await send(all, 'alice', { userId: 'bob' }, 'm-1');
    await all.processAll();
    const { eventLog } = all;
    const partition = eventLog.partitionOf(eventTopics.messages, conversationId);
    const [record] = await eventLog.read(eventTopics.messages, partition, 0, 1);
    if (record === undefined) throw new Error('the event is missing');
    await eventLog.append([{ topic: eventTopics.messages, ...record }]);
    await all.processAll();
    expect(all.sink.indexesOf(conversationId)).toEqual([1]);
  });

  it('parks what can never be delivered and goes on', async () => {
    await all.follow(userTopic('bob'));
    await all.eventLog.append([
      { topic: eventTopics.messages, key: 's~alice~bob', sequence: 1, value: Buffer.from('garbage') },
    ]);
    const { conversationId } = await send(all, 'alice', { userId: 'bob' }, 'm-1');
    await all.processAll();
    expect(all.sink.indexesOf(conversationId)).toEqual([1]);
  });
});

it('delivery reads from the store what the event log lost', async () => {
  const all = await Constellation.start({
    loseRecord: ({ key, sequence }) => key === 's~alice~bob' && (sequence === 2 || sequence === 3),
  });
  await admit(all, 'alice', 'bob');
  await all.follow(userTopic('bob'));
  for (const id of ['m-1', 'm-2', 'm-3', 'm-4']) {
    await send(all, 'alice', { userId: 'bob' }, id);
    await all.processAll();
  }
  expect(all.sink.indexesOf('s~alice~bob')).toEqual([1, 2, 3, 4]);
  await all.stop();
});
