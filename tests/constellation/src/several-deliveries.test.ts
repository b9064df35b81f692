import { groupConversationId, groupTopic, singleConversationId, userTopic } from '@microchat/core/ids';
import { eventTopics } from '@microchat/core/topics';
import type { KvStore } from '@microchat/ports/kv-store';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { describe, expect, it } from 'vitest';
import { Constellation } from './constellation.ts';
import { admit, send } from './people.ts';
import { insisting, startSeveral } from './several-processes.ts';
import type { EventMode } from './shared-store.ts';

/** What a client makes of pushed indexes: what it has is dropped, what comes too early is a hole that it has to pull. */
function asClient(indexes: readonly number[], from = 0): { stored: number; dropped: number; holes: number } {
  let stored = from;
  let dropped = 0;
  let holes = 0;
  for (const index of indexes) {
    if (index <= stored) dropped += 1;
    else {
      if (index > stored + 1) holes += 1;
      stored = index;
    }
  }
  return { stored, dropped, holes };
}

describe.each<EventMode>(['with-commit', 'after-commit'])('several deliveries, events %s', (events) => {
  it('divide the log, and what is in flight while it is divided again is neither lost nor too early', async () => {
    const seen = { lateCalls: 0, dropped: 0, unavailable: 0 };
    for (const seed of ['a', 'b']) {
      const random = new SeededRandom(seed);
      const several = await startSeveral(random, {
        events,
        processes: 3,
        rates: { unavailable: 0.01, unknownApplied: 0.02, unknownLost: 0.02, delay: 0.05 },
      });
      const { all } = several;
      const people = ['alice', 'bob', 'carol', 'dave'];
      await insisting(() => admit(all, ...people));
      const { groupId } = await insisting(() =>
        all.membership.createGroup({ actorId: 'alice', name: 'g', memberIds: people.slice(1) }),
      );
      await all.processAll();
      await insisting(() => all.follow(groupTopic(groupId), ...people.map(userTopic)));
      const chat = async (from: string, place: number) => {
        for (let number = 0; number < 16; number += 1) {
          const to = number % 2 === 0 ? { groupId } : { userId: people[(place + 1) % people.length] ?? '' };
          await insisting(() => send(all, from, to, `m-${number}`));
          if (random.chance(0.3)) all.log.rebalance();
        }
      };
      await Promise.all(people.map(chat));
      several.heal();
      await all.processAll();

      const conversationIds = [
        groupConversationId(groupId),
        ...people.map((from, place) => singleConversationId(from, people[(place + 1) % people.length] ?? '')),
      ];
      for (const conversationId of conversationIds) {
        const [head] = (await all.messageStore.getHeads({ conversationIds: [conversationId] })).heads;
        // The group's first entry was there before the worker wanted it.
        const from = conversationId === groupConversationId(groupId) ? 1 : 0;
        const received = () => asClient(all.sink.indexesOf(conversationId), from);
        // An event whose commit was in doubt may come into the log after everything that is there has been handled.
        await expect
          .poll(() => ({ conversationId, ...received(), dropped: 0 }), { timeout: 10_000 })
          .toEqual({ conversationId, stored: head?.index, holes: 0, dropped: 0 });
        seen.dropped += received().dropped;
      }
      for (const userId of people) {
        const { conversations } = await all.sync.getChanges({ userId, cursor: '' });
        expect(conversations).toHaveLength(3);
        for (const { conversationId, head } of conversations) {
          const [truth] = (await all.messageStore.getHeads({ conversationIds: [conversationId] })).heads;
          expect(head, `${userId} ${conversationId}`).toMatchObject({ index: truth?.index });
        }
      }
      seen.lateCalls += all.log.lateCalls;
      seen.unavailable += several.fired()['unavailable'] ?? 0;
      await all.stop();
    }
    // Without these nothing was shown.
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(0);
  }, 60_000);

  it('that get a partition back do not deliver again what another one did meanwhile', async () => {
    const random = new SeededRandom('back');
    const { all, heal } = await startSeveral(random, { events, processes: 2 });
    heal();
    await admit(all, 'alice', 'bob');
    await all.follow(userTopic('bob'));
    // Whoever has the partition, each of the two has delivered something of this chat before the other goes on.
    for (let number = 0; number < 60; number += 1) {
      await send(all, 'alice', { userId: 'bob' }, `m-${number}`);
      await all.processAll();
      all.log.rebalance();
    }
    const { stored, dropped, holes } = asClient(all.sink.indexesOf(singleConversationId('alice', 'bob')));
    expect({ stored, holes }).toEqual({ stored: 60, holes: 0 });
    // Two publishers may bring one event into the log twice; gaps that were closed again would be several times as many.
    expect(dropped).toBeLessThanOrEqual(events === 'with-commit' ? 0 : 20);
    await all.stop();
  });

  it('are not held up by a record that cannot be handled for now', async () => {
    const gate = Promise.withResolvers<void>();
    const holding = (kv: KvStore): KvStore => ({
      read: (key, columns) => kv.read(key, columns),
      multiRead: (requests) => kv.multiRead(requests),
      scan: (key, range) => kv.scan(key, range),
      merge: (writes) => kv.merge(writes),
      commit: async (commit) => {
        if (commit.key.table === 'lists' && commit.key.partition === 'slow') await gate.promise;
        return kv.commit(commit);
      },
    });
    const all = await Constellation.start({ events, processes: 2, wrapKv: holding });
    const people = Array.from({ length: 20 }, (_, at) => `user-${at}`);
    await admit(all, 'alice', 'slow', ...people);
    await all.follow(...[...people, 'slow'].map(userTopic));
    await send(all, 'alice', { userId: 'slow' }, 'm-1');
    for (const id of ['m-1', 'm-2']) {
      for (const userId of people) await send(all, 'alice', { userId }, id);
    }
    const pushedTo = (userId: string) => all.sink.indexesOf(singleConversationId('alice', userId));
    await expect.poll(() => people.map(pushedTo)).toEqual(people.map(() => [1, 2]));
    expect(pushedTo('slow')).toEqual([]);
    // It is not forgotten either: the offset waits for it.
    const offsets = await all.eventLog.committedOffsets(eventTopics.messages, 'delivery');
    const partition = all.eventLog.partitionOf(eventTopics.messages, singleConversationId('alice', 'slow'));
    const [record] = await all.eventLog.read(eventTopics.messages, partition, offsets[partition] ?? 0, 1);
    expect(record?.key).toBe(singleConversationId('alice', 'slow'));
    gate.resolve();
    await all.processAll();
    expect(pushedTo('slow')).toEqual([1]);
    await all.stop();
  });
});
