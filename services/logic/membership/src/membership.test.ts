import { groupConversationId } from '@microchat/core/ids';
import { decodeContent } from '@microchat/protocol/content';
import type { EngineUnderTest } from '@microchat/testkit/engine-under-test';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkGroup, foldGroup } from './testing/check-group.ts';
import { engines } from './testing/engines.ts';
import { ghost, startMembership, type MembershipProcess } from './testing/start-membership.ts';

describe.each(engines)('membership on %s', (_name, open) => {
  let engine: EngineUnderTest;
  let process: MembershipProcess;
  beforeEach(async () => {
    engine = await open();
    process = await startMembership(engine);
  });
  afterEach(async () => {
    await process.stop();
    await engine.close();
  });

  const create = async (...memberIds: string[]): Promise<string> => {
    const { groupId } = await process.client.createGroup({ actorId: 'alice', name: 'Team', memberIds });
    return groupId;
  };
  const add = (groupId: string, ...userIds: string[]) =>
    process.client.addMembers({ actorId: 'alice', groupId, userIds });
  const remove = (groupId: string, userId: string, actorId = 'alice') =>
    process.client.removeMember({ actorId, groupId, userId });

  it('creates a group whose first entry names the creator first', async () => {
    const reply = await process.client.createGroup({
      actorId: 'alice',
      name: 'Team',
      memberIds: ['bob', 'alice', 'carol', 'bob'],
    });
    expect(reply.groupId).toMatch(/^[A-Za-z0-9_-]{20}$/);
    expect(reply.conversationId).toBe(groupConversationId(reply.groupId));
    const { entries } = await checkGroup(process, reply.groupId);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ index: 1, senderId: 'alice', membershipVersion: 1 });
    expect(entries.map((entry) => decodeContent(entry.content).membership)).toEqual([
      {
        groupId: reply.groupId,
        actorId: 'alice',
        addedUserIds: ['alice', 'bob', 'carol'],
        removedUserIds: [],
      },
    ]);
    expect(await process.client.getGroup({ actorId: 'bob', groupId: reply.groupId })).toEqual({
      ...reply,
      name: 'Team',
      ownerId: 'alice',
      memberCount: 3,
    });
  });

  it('splits a creation and an addition of many users into changes of 50, in order', async () => {
    const users = Array.from({ length: 200 }, (_, place) => `user-${String(place).padStart(3, '0')}`);
    const groupId = await create(...users.slice(0, 120));
    await add(groupId, ...users.slice(100));
    const { entries, memberIds } = await checkGroup(process, groupId);
    const added = entries.map((entry) => decodeContent(entry.content).membership?.addedUserIds ?? []);
    // The first 50 of the addition are 20 who are members and 30 who are not.
    expect(added.map((part) => part.length)).toEqual([50, 50, 21, 30, 50]);
    expect(added.flat()).toEqual(['alice', ...users]);
    expect(memberIds).toHaveLength(201);
  });

  it('answers an addition when its entry is in the log, and adds nobody twice', async () => {
    const groupId = await create('bob');
    await add(groupId, 'carol', 'bob');
    await add(groupId, 'carol', 'bob');
    const { entries } = await checkGroup(process, groupId);
    expect(entries).toHaveLength(2);
  });

  it('removes and takes back: each time is a span of its own', async () => {
    const groupId = await create('bob');
    await remove(groupId, 'bob');
    await add(groupId, 'bob');
    const { spans } = await checkGroup(process, groupId);
    expect(spans.get('bob')).toEqual([
      { fromIndex: 1, toIndex: 2 },
      { fromIndex: 3, toIndex: 0 },
    ]);
  });

  it('lets a member leave, and leave again when the answer was lost', async () => {
    const groupId = await create('bob', 'carol');
    await remove(groupId, 'bob', 'bob');
    await remove(groupId, 'bob', 'bob');
    const { memberIds, entries } = await checkGroup(process, groupId);
    expect(memberIds).toEqual(['alice', 'carol']);
    expect(entries.at(-1)).toMatchObject({ index: 2, senderId: 'bob' });
  });

  it('does nothing for the removal of somebody who is no member', async () => {
    const groupId = await create('bob');
    await remove(groupId, 'stranger');
    expect((await foldGroup(process, groupId)).entries).toHaveLength(1);
  });

  it('lists members page by page', async () => {
    const groupId = await create('bob', 'carol', 'dave');
    const first = await process.client.listMembers({ actorId: 'carol', groupId, limit: 3 });
    expect(first).toEqual({
      members: [
        { userId: 'alice', owner: true },
        { userId: 'bob', owner: false },
        { userId: 'carol', owner: false },
      ],
      hasMore: true,
    });
    const rest = await process.client.listMembers({ actorId: 'carol', groupId, afterUserId: 'carol' });
    expect(rest).toEqual({ members: [{ userId: 'dave', owner: false }], hasMore: false });
  });

  it('renames a group', async () => {
    const groupId = await create('bob');
    expect(await process.client.updateGroup({ actorId: 'alice', groupId, name: 'Crew' })).toMatchObject({
      groupId,
      name: 'Crew',
    });
    expect(await process.client.getGroup({ actorId: 'bob', groupId })).toMatchObject({ name: 'Crew' });
  });

  describe('permissions', () => {
    const notFound = { code: 'NOT_FOUND', reason: 'GROUP_NOT_FOUND' };
    const notOwner = { code: 'PERMISSION_DENIED', reason: 'NOT_OWNER' };

    const everything = (groupId: string, actorId: string) => ({
      get: () => process.client.getGroup({ actorId, groupId }),
      list: () => process.client.listMembers({ actorId, groupId }),
      rename: () => process.client.updateGroup({ actorId, groupId, name: 'Crew' }),
      add: () => process.client.addMembers({ actorId, groupId, userIds: ['dave', `${ghost}-1`] }),
      remove: () => process.client.removeMember({ actorId, groupId, userId: 'carol' }),
    });

    it.each([
      ['a stranger', 'mallory'],
      ['a removed member', 'bob'],
    ])('hides the group from %s', async (_who, actorId) => {
      const groupId = await create('bob', 'carol');
      await remove(groupId, 'bob');
      for (const call of Object.values(everything(groupId, actorId))) {
        await expect(call()).rejects.toMatchObject(notFound);
      }
      expect((await checkGroup(process, groupId)).memberIds).toEqual(['alice', 'carol']);
    });

    it('answers a stranger like somebody who asks for an absent group', async () => {
      const groupId = await create('bob');
      const errorOf = (id: string) =>
        process.client.removeMember({ actorId: 'mallory', groupId: id, userId: 'mallory' }).catch((error) => error);
      expect(await errorOf(groupId)).toEqual(await errorOf('absent'));
      expect(await errorOf(groupId)).toMatchObject(notFound);
    });

    it('lets members see but not change', async () => {
      const groupId = await create('bob', 'carol');
      const calls = everything(groupId, 'bob');
      await expect(calls.get()).resolves.toBeDefined();
      await expect(calls.list()).resolves.toBeDefined();
      for (const call of [calls.rename, calls.add, calls.remove]) await expect(call()).rejects.toMatchObject(notOwner);
      expect((await checkGroup(process, groupId)).entries).toHaveLength(1);
    });

    it('keeps the owner in the group', async () => {
      const groupId = await create('bob');
      await expect(remove(groupId, 'alice')).rejects.toMatchObject({
        code: 'FAILED_PRECONDITION',
        reason: 'OWNER_CANNOT_LEAVE',
      });
      await expect(remove(groupId, 'alice', 'bob')).rejects.toMatchObject(notOwner);
      expect((await checkGroup(process, groupId)).memberIds).toEqual(['alice', 'bob']);
    });
  });

  describe('requests that are refused', () => {
    it('names the first user that does not exist, before anything is done', async () => {
      const missing = { code: 'NOT_FOUND', reason: 'USER_NOT_FOUND' };
      await expect(create('bob', `${ghost}-1`, `${ghost}-2`)).rejects.toMatchObject({
        ...missing,
        field: 'memberIds[1]',
      });
      const groupId = await create('bob');
      await expect(add(groupId, 'carol', 'carol', `${ghost}-1`)).rejects.toMatchObject({
        ...missing,
        field: 'userIds[2]',
      });
      expect((await checkGroup(process, groupId)).memberIds).toEqual(['alice', 'bob']);
    });

    it.each([
      ['name', 'REQUIRED', { name: '' }],
      ['name', 'TOO_LONG', { name: 'x'.repeat(129) }],
      ['memberIds', 'TOO_MANY', { memberIds: Array.from({ length: 501 }, (_, place) => `user-${place}`) }],
      ['memberIds[1]', 'BAD_FORMAT', { memberIds: ['bob', 'b~b'] }],
      ['actorId', 'BAD_FORMAT', { actorId: '' }],
    ])('%s: %s', async (field, reason, part) => {
      const request = { actorId: 'alice', name: 'Team', memberIds: ['bob'], ...part };
      await expect(process.client.createGroup(request)).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
        reason,
        field,
      });
    });

    it('counts the characters of a name, not its bytes', async () => {
      const name = '\u{1F600}'.repeat(128);
      await expect(process.client.createGroup({ actorId: 'alice', name })).resolves.toBeDefined();
    });
  });
});
