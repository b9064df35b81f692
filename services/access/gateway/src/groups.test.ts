import { afterEach, describe, expect, it } from 'vitest';
import { TestGateway } from './testing/test-gateway.ts';

let gateway: TestGateway;

afterEach(() => gateway.stop());

describe('groups', () => {
  it('follow membership entries: who is added sees from there on, who is removed nothing after', async () => {
    gateway = await new TestGateway().start();
    const { backend } = gateway;
    await backend.change('team', ['alice']);
    const alice = await gateway.connect('alice');
    const bob = await gateway.connect('bob');
    await backend.post('team', 'alice', 'before bob');
    await backend.change('team', ['bob']);
    await backend.post('team', 'alice', 'with bob');
    await backend.change('team', [], ['bob']);
    await backend.post('team', 'alice', 'after bob');
    await alice.text('after bob');
    await bob.settled();
    expect(alice.messages.map(({ index }) => index)).toEqual([2, 3, 4, 5, 6]);
    expect(bob.messages.map(({ index }) => index)).toEqual([3, 4, 5]);
    expect(bob.messages[0]?.content?.membership?.addedUserIds).toEqual(['bob']);
    expect(bob.messages[2]?.content?.membership?.removedUserIds).toEqual(['bob']);
    expect([...backend.topics].sort()).toEqual(['g:team', 'u:alice', 'u:bob']);
  });

  it('are followed from the entry that adds the first user here, and what was pushed before that is known is fetched', async () => {
    gateway = await new TestGateway().start();
    const { backend } = gateway;
    await backend.change('team', ['carol']);
    const bob = await gateway.connect('bob');
    let posted = false;
    backend.before.register = async () => {
      if (posted) return;
      posted = true;
      await backend.post('team', 'carol', 'pushed before the group was registered');
    };
    await backend.change('team', ['bob']);
    await bob.text('pushed before the group was registered');
    await backend.post('team', 'carol', 'and after');
    await bob.text('and after');
    expect(bob.messages.map(({ index }) => index)).toEqual([2, 3, 4]);
  });

  it('are followed after the next heartbeat if the push of the entry that adds the user was lost', async () => {
    gateway = await new TestGateway().start();
    const { backend } = gateway;
    await backend.change('team', ['carol']);
    const bob = await gateway.connect('bob');
    backend.losingPushes = true;
    await backend.change('team', ['bob']);
    await backend.post('team', 'carol', 'lost');
    backend.losingPushes = false;
    await backend.post('team', 'carol', 'nobody is interested');
    let failures = 1;
    backend.before.connect = async () => {
      if (failures-- > 0) throw new Error('away');
    };
    await bob.settled();
    await expect.poll(() => gateway.metric('retries_total')).toBe(1);
    await backend.post('team', 'carol', 'between the attempts');
    await bob.settled();
    await expect.poll(() => gateway.metric('missed_groups_total')).toBe(1);
    await expect.poll(() => backend.topics.has('g:team')).toBe(true);
    await backend.post('team', 'carol', 'pushed again');
    await bob.text('pushed again');
  });

  it('fill gaps in order before going on, and apply the membership entries in them', async () => {
    gateway = await new TestGateway().start();
    const { backend } = gateway;
    await backend.change('team', ['alice', 'bob']);
    const alice = await gateway.connect('alice');
    const bob = await gateway.connect('bob');
    await backend.post('team', 'alice', 'm2');
    backend.losingPushes = true;
    for (const body of ['m3', 'm4', 'm5']) await backend.post('team', 'alice', body);
    await backend.change('team', ['carol'], ['bob']);
    await backend.post('team', 'alice', 'not for bob');
    backend.losingPushes = false;
    await backend.post('team', 'alice', 'not for bob either');
    await alice.text('not for bob either');
    await bob.settled();
    expect(alice.messages.map(({ index }) => index)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect(bob.messages.map(({ index }) => index)).toEqual([2, 3, 4, 5, 6]);
    expect(await gateway.metric('gaps_total')).toBe(1);
    expect(await gateway.metric('gap_entries_total')).toBe(6);
  });

  it('try again until a gap can be filled; pushes meanwhile wait for it', async () => {
    gateway = await new TestGateway().start();
    const { backend } = gateway;
    await backend.change('team', ['alice']);
    const alice = await gateway.connect('alice');
    backend.losingPushes = true;
    await backend.post('team', 'alice', 'm2');
    backend.losingPushes = false;
    let failures = 2;
    backend.before.fillGap = async () => {
      if (failures === 0) return;
      failures -= 1;
      throw new Error('away');
    };
    await backend.post('team', 'alice', 'm3');
    await backend.post('team', 'alice', 'm4');
    await alice.text('m4');
    expect(alice.texts).toEqual(['m2', 'm3', 'm4']);
  });

  it('drop what was applied before', async () => {
    gateway = await new TestGateway().start();
    const { backend } = gateway;
    await backend.change('team', ['alice']);
    const alice = await gateway.connect('alice');
    const entry = await backend.post('team', 'alice', 'once');
    await backend.pushTo(['g:team'], { conversationId: 'g~team', entries: [entry] });
    await alice.settled();
    expect(alice.texts).toEqual(['once']);
    expect(await gateway.metric('duplicate_pushes_total')).toBe(1);
  });

  it('are no longer followed when the last connection leaves', async () => {
    gateway = await new TestGateway().start();
    const { backend } = gateway;
    await backend.change('team', ['alice', 'bob']);
    const alice = await gateway.connect('alice');
    const bob = await gateway.connect('bob');
    alice.socket.close();
    await expect.poll(() => [...backend.topics].sort()).toEqual(['g:team', 'u:bob']);
    bob.socket.close();
    await expect.poll(() => [...backend.topics]).toEqual([]);
  });
});

describe('a membership that changes while its user connects', () => {
  it('a removal pushed before the list was read, which still shows the membership, counts', async () => {
    gateway = await new TestGateway().start();
    const { backend } = gateway;
    await backend.change('team', ['alice', 'bob']);
    const { connect } = backend.sync;
    Object.assign(backend.sync, {
      connect: async (request: object) => {
        const stale = await connect(request);
        await backend.change('team', [], ['alice']);
        // Its head is newer than its memberships.
        return { ...stale, groups: stale.groups.map((group) => ({ ...group, validThrough: 2 })) };
      },
    });
    const alice = await gateway.connect('alice');
    await backend.post('team', 'bob', 'secret');
    await alice.settled();
    expect(alice.texts).toEqual([]);
  });

  it('a group joined after the memberships were read is followed, and the list read again', async () => {
    gateway = await new TestGateway().start();
    const { backend } = gateway;
    let joined = false;
    backend.before.connect = async () => {
      if (joined) return;
      joined = true;
      backend.losingPushes = true;
      await backend.change('team', ['alice', 'bob']);
      backend.losingPushes = false;
    };
    const alice = await gateway.connect('alice');
    await backend.post('team', 'bob', 'welcome');
    await alice.text('welcome');
    expect(backend.counts.get('connect')).toBe(2);
  });

  it('entries before the joining entry are never shown, though the table hears of them later', async () => {
    gateway = await new TestGateway().start();
    const { backend } = gateway;
    await backend.change('team', ['bob']);
    const bob = await gateway.connect('bob');
    backend.losingPushes = true;
    await backend.post('team', 'bob', 'not for alice');
    await backend.change('team', ['alice']);
    backend.losingPushes = false;
    const alice = await gateway.connect('alice');
    await backend.post('team', 'bob', 'for both');
    await alice.text('for both');
    await bob.text('for both');
    expect(alice.messages.map(({ index }) => index)).toEqual([3, 4]);
    expect(bob.messages.map(({ index }) => index)).toEqual([2, 3, 4]);
  });

  it('a member of the past, listed until the list is read, gets nothing and is not in the table', async () => {
    gateway = await new TestGateway().start();
    const { backend } = gateway;
    await backend.change('team', ['alice', 'bob']);
    backend.before.connect = async () => {
      backend.losingPushes = true;
      await backend.change('team', [], ['alice']);
      backend.losingPushes = false;
    };
    const alice = await gateway.connect('alice');
    await backend.post('team', 'bob', 'secret too');
    await alice.settled();
    expect(alice.texts).toEqual([]);
    expect([...backend.topics]).toEqual(['u:alice']);
  });
});
