import { limits } from '@microchat/core/limits';
import { beforeEach, describe, expect, it } from 'vitest';
import { TestApi } from '../testing/test-api.ts';

let api: TestApi;

beforeEach(() => {
  api = new TestApi();
});

describe('groups', () => {
  const group = { groupId: 'team', conversationId: 'g~team', name: 'Team', ownerId: 'alice', memberCount: 2 };

  it('are created by the caller', async () => {
    api.services.answer('membership.createGroup', () => ({ groupId: 'team', conversationId: 'g~team' }));
    const answer = await api.call('alice', 'POST', '/v1/groups', { name: 'Team', memberIds: ['bob'], actorId: 'eve' });
    expect(answer.body).toEqual({ groupId: 'team', conversationId: 'g~team' });
    expect(api.services.requests('membership.createGroup')).toEqual([
      { actorId: 'alice', name: 'Team', memberIds: ['bob'] },
    ]);
  });

  it.each<[object, string, string]>([
    [{ memberIds: [] }, 'REQUIRED', 'name'],
    [{ name: 'x'.repeat(limits.groupNameCharsMax + 1) }, 'TOO_LONG', 'name'],
    [{ name: 'Team', memberIds: ['bob', ''] }, 'REQUIRED', 'memberIds[1]'],
    [
      { name: 'Team', memberIds: Array.from({ length: limits.membersPerCallMax + 1 }, () => 'bob') },
      'TOO_MANY',
      'memberIds',
    ],
  ])('are not created from %j', async (body, reason, field) => {
    const answer = await api.call('alice', 'POST', '/v1/groups', body);
    expect(answer).toMatchObject({ status: 400, body: { reason, field } });
  });

  it('are shown and renamed', async () => {
    api.services.answer('membership.getGroup', () => group);
    api.services.answer('membership.updateGroup', () => ({ ...group, name: 'New' }));
    expect((await api.call('alice', 'GET', '/v1/groups/team')).body).toEqual(group);
    expect((await api.call('alice', 'PATCH', '/v1/groups/team', { name: 'New' })).body).toEqual({
      ...group,
      name: 'New',
    });
    expect(api.services.requests('membership.updateGroup')).toEqual([
      { actorId: 'alice', groupId: 'team', name: 'New' },
    ]);
  });

  it('list, add and remove members', async () => {
    api.services.answer('membership.listMembers', () => ({
      members: [{ userId: 'alice', owner: true }],
      hasMore: false,
    }));
    api.services.answer('membership.addMembers', () => ({}));
    api.services.answer('membership.removeMember', () => ({}));
    expect((await api.call('alice', 'GET', '/v1/groups/team/members')).body).toEqual({
      members: [{ userId: 'alice', owner: true }],
      hasMore: false,
    });
    expect((await api.call('alice', 'POST', '/v1/groups/team/members', { userIds: ['carol'] })).status).toBe(200);
    expect((await api.call('alice', 'DELETE', '/v1/groups/team/members/carol')).status).toBe(200);
    expect(api.services.calls.slice(-3).filter(({ method }) => method.startsWith('membership'))).toEqual([
      { method: 'membership.listMembers', request: { actorId: 'alice', groupId: 'team', afterUserId: '', limit: 100 } },
      { method: 'membership.addMembers', request: { actorId: 'alice', groupId: 'team', userIds: ['carol'] } },
      { method: 'membership.removeMember', request: { actorId: 'alice', groupId: 'team', userId: 'carol' } },
    ]);
  });

  it('that can not exist are not found', async () => {
    expect(await api.call('alice', 'GET', '/v1/groups/a~b')).toMatchObject({
      status: 404,
      body: { reason: 'GROUP_NOT_FOUND' },
    });
  });
});

describe('profiles', () => {
  const stored = { displayName: 'Bob', avatarUrl: '', version: 2 };

  it('are shown; a user without one has an empty one', async () => {
    expect((await api.call('alice', 'GET', '/v1/profiles/bob')).body).toEqual({
      userId: 'bob',
      displayName: '',
      avatarUrl: '',
      version: 0,
    });
  });

  it('of unknown users are not found', async () => {
    api.services.answer('userStore.getUsers', ({ userIds }: { userIds: string[] }) => ({
      users: userIds.map((userId) => ({ userId, exists: userId !== 'nobody', revocationVersion: 0, profile: null })),
    }));
    expect(await api.call('alice', 'GET', '/v1/profiles/nobody')).toMatchObject({
      status: 404,
      body: { reason: 'USER_NOT_FOUND' },
    });
  });

  it('are replaced by their owner only', async () => {
    api.services.answer('userStore.putProfile', () => ({ profile: stored }));
    const body = { displayName: 'Bob' };
    expect((await api.call('bob', 'PUT', '/v1/profiles/bob', body)).body).toEqual({ userId: 'bob', ...stored });
    expect(await api.call('alice', 'PUT', '/v1/profiles/bob', body)).toMatchObject({
      status: 403,
      body: { code: 'PERMISSION_DENIED', reason: 'NOT_OWN_PROFILE' },
    });
    expect(api.services.requests('userStore.putProfile')).toHaveLength(1);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'no address'])('refuse the avatar %s', async (avatarUrl) => {
    expect(await api.call('bob', 'PUT', '/v1/profiles/bob', { avatarUrl })).toMatchObject({
      status: 400,
      body: { reason: 'BAD_FORMAT', field: 'avatarUrl' },
    });
  });
});

it('GET /v1/devices shows the own devices', async () => {
  const devices = [{ deviceId: 'web-1', platform: 'web', lastSeenMs: '1700000000000' }];
  api.services.answer('userStore.listDevices', () => ({ devices }));
  expect((await api.call('alice', 'GET', '/v1/devices')).body).toEqual({ devices });
  expect(api.services.requests('userStore.listDevices')).toEqual([{ userId: 'alice' }]);
});
