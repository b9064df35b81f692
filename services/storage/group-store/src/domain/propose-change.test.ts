import { limits } from '@microchat/core/limits';
import { ServiceError } from '@microchat/core/service-error';
import { describe, expect, it } from 'vitest';
import { createGroup } from './create-group.ts';
import {
  absentGroup,
  applied,
  changeLimits,
  type GroupChange,
  type GroupState,
  type GroupStep,
} from './group-state.ts';
import { proposeChange, type Proposal } from './propose-change.ts';
import { settleChange } from './settle-change.ts';

function after<Reply>(state: GroupState, step: GroupStep<Reply>): GroupState {
  return step.changed === undefined ? state : applied(state, step.changed);
}

function newGroup(...memberIds: string[]): GroupState {
  const creation = { groupId: 'team', name: 'Team', ownerId: 'alice', createdMs: '1', changeId: 'c-1', memberIds };
  return after(absentGroup(), createGroup(absentGroup(), creation));
}

function proposal(changeId: string, change: { add?: string[]; remove?: string[] }): Proposal {
  const { add = [], remove = [] } = change;
  return { groupId: 'team', changeId, actorId: 'alice', addedUserIds: add, removedUserIds: remove };
}

function reasonOf(reply: unknown): string | undefined {
  return reply instanceof ServiceError ? reply.reason : undefined;
}

describe('createGroup', () => {
  it('proposes the owner first, then the members, as version 1', () => {
    const state = newGroup('bob', 'carol');
    expect(state.group).toMatchObject({ memberCount: 3, membershipVersion: 1 });
    expect(state.changes.get(1)?.addedUserIds).toEqual(['alice', 'bob', 'carol']);
    expect(state.members.get('alice')).toMatchObject({ state: 'JOINING', owner: true });
    expect(state.members.get('bob')).toMatchObject({ state: 'JOINING', owner: false });
  });

  it('answers its repetition with the original and refuses another group of that id', () => {
    const state = newGroup('bob');
    const again = { groupId: 'team', name: 'Team', ownerId: 'alice', createdMs: '2', changeId: 'c-1', memberIds: [] };
    expect(createGroup(state, again)).toEqual({ reply: { group: state.group, change: state.changes.get(1) } });
    expect(reasonOf(createGroup(state, { ...again, changeId: 'c-9' }).reply)).toBe('GROUP_EXISTS');
  });
});

describe('proposeChange', () => {
  it('leaves out who is in the wanted state already', () => {
    const step = proposeChange(newGroup('bob'), proposal('c-2', { add: ['bob', 'carol'], remove: ['dave'] }));
    expect(step.reply).toMatchObject({ version: 2, addedUserIds: ['carol'], removedUserIds: [] });
  });

  it('answers version 0 and changes nothing when nobody is left', () => {
    const step = proposeChange(newGroup('bob'), proposal('c-2', { add: ['bob'], remove: ['dave'] }));
    expect(step.reply).toMatchObject({ version: 0, addedUserIds: [], removedUserIds: [] });
    expect(step.changed).toBeUndefined();
  });

  it('answers a repetition with the change as it was admitted', () => {
    const first = proposeChange(newGroup('bob'), proposal('c-2', { add: ['bob', 'carol'] }));
    const state = after(newGroup('bob'), first);
    expect(proposeChange(state, proposal('c-2', { add: ['bob', 'carol'] }))).toEqual({ reply: first.reply });
  });

  it('makes nobody wait for two changes: an opposite proposal is refused as a whole', () => {
    const step = proposeChange(newGroup('bob'), proposal('c-2', { add: ['carol'], remove: ['bob'] }));
    expect(reasonOf(step.reply)).toBe('CHANGE_PENDING');
    expect(step.changed).toBeUndefined();
  });

  it('refuses an absent group', () => {
    expect(reasonOf(proposeChange(absentGroup(), proposal('c-2', { add: ['bob'] })).reply)).toBe('GROUP_NOT_FOUND');
  });

  it('counts members from the proposal on and refuses more than a group holds', () => {
    const state = newGroup('bob');
    const full: GroupState = {
      ...state,
      group: { ...(state.group as NonNullable<GroupState['group']>), memberCount: limits.groupMembersMax - 1 },
    };
    expect(reasonOf(proposeChange(full, proposal('c-2', { add: ['carol', 'dave'] })).reply)).toBe('GROUP_FULL');
    const step = proposeChange(full, proposal('c-2', { add: ['carol'] }));
    expect(step.changed?.group.memberCount).toBe(limits.groupMembersMax);
  });

  it('bounds the changes that wait for the conversation log', () => {
    let state = newGroup();
    for (let version = 2; version <= changeLimits.pendingMax; version += 1) {
      state = after(state, proposeChange(state, proposal(`c-${version}`, { add: [`user-${version}`] })));
    }
    const full = proposeChange(state, proposal('one-more', { add: ['last'] }));
    expect(reasonOf(full.reply)).toBe('WRITER_BUSY');
    state = after(state, settleChange(state, { changeId: 'c-1', index: 1 }));
    const next = proposeChange(state, proposal('one-more', { add: ['last'] })).reply as GroupChange;
    expect(next.version).toBe(changeLimits.pendingMax + 1);
  });
});

describe('settleChange', () => {
  it('settles in the order of versions only', () => {
    let state = newGroup('bob');
    state = after(state, proposeChange(state, proposal('c-2', { add: ['carol'] })));
    expect(reasonOf(settleChange(state, { changeId: 'c-2', index: 2 }).reply)).toBe('OLDER_CHANGE_PENDING');
    state = after(state, settleChange(state, { changeId: 'c-1', index: 1 }));
    state = after(state, settleChange(state, { changeId: 'c-2', index: 2 }));
    expect(state.settledThrough).toBe(2);
    expect(state.members.get('carol')).toMatchObject({ state: 'MEMBER', spans: [{ fromIndex: 2, toIndex: 0 }] });
  });

  it('does nothing the second time', () => {
    let state = newGroup('bob');
    state = after(state, settleChange(state, { changeId: 'c-1', index: 1 }));
    expect(settleChange(state, { changeId: 'c-1', index: 7 })).toEqual({ reply: {} });
  });

  it('forgets settled changes, but not the last ones', () => {
    let state = newGroup();
    state = after(state, settleChange(state, { changeId: 'c-1', index: 1 }));
    for (let version = 2; version <= changeLimits.settledKept + 1; version += 1) {
      state = after(state, proposeChange(state, proposal(`c-${version}`, { add: [`user-${version}`] })));
      state = after(state, settleChange(state, { changeId: `c-${version}`, index: version }));
    }
    expect(state.changes.size).toBe(changeLimits.settledKept);
    expect(reasonOf(settleChange(state, { changeId: 'c-1', index: 1 }).reply)).toBe('CHANGE_NOT_FOUND');
    expect(settleChange(state, { changeId: 'c-2', index: 2 })).toEqual({ reply: {} });
  });
});
