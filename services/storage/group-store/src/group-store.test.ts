import { openLmdbEngineUnderTest } from '@microchat/adapters/lmdb-engine-under-test';
import { eventTopics } from '@microchat/core/topics';
import type { EventLog } from '@microchat/ports/event-log';
import type { Client } from '@microchat/rpc/service-contract';
import type { EngineUnderTest } from '@microchat/testkit/engine-under-test';
import { FaultyKvStore } from '@microchat/testkit/faulty-kv-store';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { openMemoryEngineUnderTest } from '@microchat/testkit/memory-engine-under-test';
import { realTimers } from '@microchat/testkit/real-timers';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GroupStoreDefinition } from './contract.ts';
import { changeEvent } from './rows.ts';
import { startGroupStore } from './testing/start-group-store.ts';

type GroupStore = Client<GroupStoreDefinition>;

const groupId = 'team';

function createTeam(store: GroupStore, memberIds: string[] = ['bob']) {
  return store.createGroup({ groupId, name: 'Team', ownerId: 'alice', createdMs: '12', changeId: 'c-1', memberIds });
}

function propose(store: GroupStore, changeId: string, change: { add?: string[]; remove?: string[] }) {
  return store.proposeChange({
    groupId,
    changeId,
    actorId: 'alice',
    addedUserIds: change.add ?? [],
    removedUserIds: change.remove ?? [],
  });
}

async function eventsOf(eventLog: EventLog) {
  const partition = eventLog.partitionOf(eventTopics.groups, groupId);
  const records = await eventLog.read(eventTopics.groups, partition, 0, 1_000);
  return records.map((record) => ({ sequence: record.sequence, change: changeEvent.decode(record.value).change }));
}

const engines = [
  ['memory', openMemoryEngineUnderTest],
  ['LMDB', openLmdbEngineUnderTest],
] as const;

describe.each(engines)('group store on %s', (_name, open) => {
  let engine: EngineUnderTest;
  let store: GroupStore;
  beforeEach(async () => {
    engine = await open();
    store = await startGroupStore(engine.kv);
  });
  afterEach(() => engine.close());

  it('creates a group with its first change and announces it', async () => {
    const { group, change } = await createTeam(store, ['bob', 'alice', 'bob']);
    expect(group).toEqual({
      groupId,
      name: 'Team',
      ownerId: 'alice',
      memberCount: 2,
      membershipVersion: 1,
      createdMs: '12',
    });
    expect(change).toMatchObject({ changeId: 'c-1', version: 1, actorId: 'alice', addedUserIds: ['alice', 'bob'] });
    expect(await eventsOf(engine.eventLog)).toEqual([{ sequence: 1, change }]);
    expect(await store.getGroup({ groupId })).toMatchObject({ found: true, group });
  });

  it('is the same to another instance', async () => {
    await createTeam(store);
    const other = await startGroupStore(engine.kv, 2);
    await expect(createTeam(other)).resolves.toMatchObject({ change: { version: 1 } });
    await other.settleChange({ groupId, changeId: 'c-1', index: 1 });
    expect(await other.getMember({ groupId, userId: 'bob' })).toEqual({
      found: true,
      membershipVersion: 1,
      membership: {
        userId: 'bob',
        state: 'MEMBER',
        owner: false,
        spans: [{ fromIndex: 1, toIndex: 0 }],
        pendingChangeId: '',
        pendingActorId: '',
      },
    });
  });

  it('denies a member from the moment its removal is proposed', async () => {
    await createTeam(store);
    await store.settleChange({ groupId, changeId: 'c-1', index: 1 });
    await propose(store, 'c-2', { remove: ['bob'] });
    expect(await store.getMember({ groupId, userId: 'bob' })).toMatchObject({
      membershipVersion: 2,
      membership: { state: 'LEAVING', pendingChangeId: 'c-2', pendingActorId: 'alice' },
    });
  });

  it('lists pending changes oldest first until they settle', async () => {
    await createTeam(store);
    await propose(store, 'c-2', { add: ['carol'] });
    await propose(store, 'c-3', { add: ['dave'] });
    await store.settleChange({ groupId, changeId: 'c-1', index: 1 });
    const { changes } = await store.listPending({ groupId });
    expect(changes.map((change) => change.changeId)).toEqual(['c-2', 'c-3']);
    expect((await store.listPending({ groupId: 'nobodys' })).changes).toEqual([]);
  });

  it('lists current members by id, page by page, past those who left', async () => {
    const users = Array.from({ length: 40 }, (_, place) => `user-${String(place).padStart(2, '0')}`);
    await createTeam(store, users);
    await store.settleChange({ groupId, changeId: 'c-1', index: 1 });
    await propose(store, 'c-2', { remove: users.filter((_, place) => place >= 2 && place < 38) });
    const listed: string[] = [];
    for (let afterUserId = '', hasMore = true; hasMore; ) {
      const page = await store.listMembers({ groupId, afterUserId, limit: 2 });
      expect(page.members.length).toBeLessThanOrEqual(2);
      listed.push(...page.members.map((member) => member.userId));
      afterUserId = listed.at(-1) ?? '';
      hasMore = page.hasMore;
    }
    expect(listed).toEqual(['alice', 'user-00', 'user-01', 'user-38', 'user-39']);
  });

  it('renames a group', async () => {
    await createTeam(store);
    await store.updateGroup({ groupId, name: 'Crew' });
    expect(await store.getGroup({ groupId })).toMatchObject({ group: { name: 'Crew', membershipVersion: 1 } });
    await expect(store.updateGroup({ groupId: 'absent', name: 'Crew' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      reason: 'GROUP_NOT_FOUND',
    });
  });

  it('knows nothing of absent groups and strangers', async () => {
    expect(await store.getGroup({ groupId })).toMatchObject({ found: false });
    expect(await store.getMember({ groupId, userId: 'bob' })).toMatchObject({ found: false });
    await createTeam(store, []);
    expect(await store.getMember({ groupId, userId: 'bob' })).toMatchObject({ found: false, membershipVersion: 1 });
  });

  it('admits 50 users with the longest ids in one change', async () => {
    const users = Array.from({ length: 49 }, (_, place) => `${'u'.repeat(62)}${place + 10}`);
    const owner = 'o'.repeat(64);
    const longGroup = { groupId: 'g'.repeat(64), name: '\u{1F600}'.repeat(128), ownerId: owner, createdMs: '12' };
    const changeId = 'c'.repeat(64);
    await store.createGroup({ ...longGroup, changeId, memberIds: users });
    // Coming and going fills every member's history, which makes their rows as large as they get.
    for (let index = 1; index < 20; index += 1) {
      const next = `${String(index).padStart(2, '0')}${'c'.repeat(62)}`;
      const current = index === 1 ? changeId : `${String(index - 1).padStart(2, '0')}${'c'.repeat(62)}`;
      await store.settleChange({ groupId: longGroup.groupId, changeId: current, index: 4_000_000_000 + index });
      const named = index % 2 === 1 ? { removedUserIds: users } : { addedUserIds: users };
      await store.proposeChange({ groupId: longGroup.groupId, changeId: next, actorId: owner, ...named });
    }
    expect(await store.getGroup({ groupId: longGroup.groupId })).toMatchObject({ group: { memberCount: 1 } });
  });

  it.each([
    ['groupId', { groupId: 'a~b' }],
    ['addedUserIds[1]', { addedUserIds: ['bob', ''] }],
    ['addedUserIds', { addedUserIds: Array.from({ length: 51 }, (_, place) => `user-${place}`) }],
    ['removedUserIds[0]', { addedUserIds: ['bob'], removedUserIds: ['bob'] }],
  ])('refuses a malformed %s', async (field, part) => {
    const request = {
      groupId,
      changeId: 'c-2',
      actorId: 'alice',
      addedUserIds: ['carol'],
      removedUserIds: [],
      ...part,
    };
    await expect(store.proposeChange(request)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', field });
  });
});

describe('group store under faults', () => {
  it('keeps versions dense and events complete with two instances and unknown outcomes', async () => {
    const engine = new MemoryEngine();
    const random = new SeededRandom(7);
    const rates = { unknownApplied: 0.1, unknownLost: 0.1, delay: 0.1 };
    const kv = new FaultyKvStore(engine.kv, { random, rates, timers: realTimers, delayMsMax: 3 });
    const [one, two] = [await startGroupStore(kv, 1), await startGroupStore(kv, 2)];
    await createTeam(one, []);
    const versions: number[] = [];
    // One after the other in each instance, so that every proposal is a commit of its own and meets the other's.
    const proposing = async (store: GroupStore, name: string) => {
      for (let number = 1; number <= 20; number += 1) {
        const { change } = await propose(store, `${name}-${number}`, { add: [`user-${name}-${number}`] });
        versions.push(change?.version ?? 0);
      }
    };
    await Promise.all([proposing(one, 'one'), proposing(two, 'two')]);

    const dense = Array.from({ length: 41 }, (_, place) => place + 1);
    expect([1, ...versions].toSorted((left, right) => left - right)).toEqual(dense);
    const events = await eventsOf(engine.eventLog);
    expect(events.map((event) => event.sequence)).toEqual(dense);
    expect(await one.getGroup({ groupId })).toMatchObject({ group: { memberCount: 41, membershipVersion: 41 } });
    expect(kv.dice.fired.unknownApplied).toBeGreaterThan(0);
    expect(kv.dice.fired.unknownLost).toBeGreaterThan(0);
  });

  it('says UNAVAILABLE while the store is away', async () => {
    const engine = new MemoryEngine();
    const random = new SeededRandom(7);
    const kv = new FaultyKvStore(engine.kv, { random, rates: { unavailable: 1 }, timers: realTimers });
    const store = await startGroupStore(kv);
    await expect(store.getMember({ groupId, userId: 'bob' })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      reason: 'STORE_UNAVAILABLE',
    });
  });
});
