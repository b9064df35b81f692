import { describe, expect, test } from 'vitest';
import { decideUser, noUser, type UserRequest } from './user.ts';

const ensure: UserRequest = { kind: 'ensure' };

function put(displayName: string, avatarUrl = ''): UserRequest {
  return { kind: 'putProfile', displayName, avatarUrl };
}

describe('decideUser', () => {
  test('each revocation raises the version and has its event; who does not exist has none', () => {
    const { state, replies, events } = decideUser(noUser, [
      { kind: 'revoke' },
      ensure,
      { kind: 'revoke' },
      { kind: 'revoke' },
    ]);
    expect(replies.map(({ kind }) => kind)).toEqual(['unknownUser', 'ensured', 'revoked', 'revoked']);
    expect(events.slice(1)).toEqual([
      { kind: 'tokensRevoked', sequence: 2, revocationVersion: 1 },
      { kind: 'tokensRevoked', sequence: 3, revocationVersion: 2 },
    ]);
    expect(state.user?.revocationVersion).toBe(2);
  });

  test('kicks are kept, the last one a device, and at most 50 devices; each has its event', () => {
    const kick = (deviceId: string, throughLogin: number): UserRequest => ({
      kind: 'kick',
      kick: { deviceId, throughLogin },
    });
    const { state, replies, events } = decideUser(noUser, [
      kick('a', 1),
      ensure,
      kick('a', 2),
      kick('b', 3),
      kick('a', 1),
    ]);
    expect(replies.map(({ kind }) => kind)).toEqual(['unknownUser', 'ensured', 'kicked', 'kicked', 'kicked']);
    expect(events.slice(1).map(({ kind, sequence }) => [kind, sequence])).toEqual([
      ['deviceKicked', 2],
      ['deviceKicked', 3],
      ['deviceKicked', 4],
    ]);
    expect(state.user?.kicks).toEqual([
      { deviceId: 'b', throughLogin: 3 },
      { deviceId: 'a', throughLogin: 2 },
    ]);
    const many = Array.from({ length: 60 }, (_, at) => kick(`d-${at}`, at));
    expect(decideUser(state, many).state.user?.kicks).toHaveLength(50);
  });

  test('creates a user once', () => {
    const { state, replies, events } = decideUser(noUser, [ensure, ensure]);
    expect(replies).toEqual([
      { kind: 'ensured', created: true },
      { kind: 'ensured', created: false },
    ]);
    expect(events).toEqual([{ kind: 'created', sequence: 1 }]);
    expect(decideUser(state, [ensure])).toMatchObject({ state, events: [] });
  });

  test('numbers profile changes and events densely, also within one batch', () => {
    const { state, events } = decideUser(noUser, [ensure, put('Alice'), put('Alice'), put('Alice', 'https://a/b')]);
    expect(events).toEqual([
      { kind: 'created', sequence: 1 },
      { kind: 'profileChanged', sequence: 2, profile: { displayName: 'Alice', avatarUrl: '', version: 1 } },
      { kind: 'profileChanged', sequence: 3, profile: { displayName: 'Alice', avatarUrl: 'https://a/b', version: 2 } },
    ]);
    expect(state).toEqual({
      user: {
        revocationVersion: 0,
        kicks: [],
        profile: { displayName: 'Alice', avatarUrl: 'https://a/b', version: 2 },
      },
      eventSequence: 3,
    });
  });

  test('a repeated profile changes nothing and is answered', () => {
    const { state } = decideUser(noUser, [ensure, put('Alice')]);
    const again = decideUser(state, [put('Alice')]);
    expect(again).toMatchObject({ state, events: [] });
    expect(again.replies).toEqual([{ kind: 'profile', profile: state.user?.profile }]);
  });

  test('an unknown user has no profile to change', () => {
    expect(decideUser(noUser, [put('Alice')])).toEqual({
      state: noUser,
      replies: [{ kind: 'unknownUser' }],
      events: [],
    });
  });
});
