import { limits } from '@microchat/core/limits';
import { ServiceError } from '@microchat/core/service-error';
import {
  changeLimits,
  findChange,
  groupNotFound,
  type Group,
  type GroupChange,
  type GroupState,
  type GroupStep,
} from './group-state.ts';
import { proposed, unknownMember, type Member } from './member.ts';

export interface Proposal {
  readonly groupId: string;
  readonly changeId: string;
  readonly actorId: string;
  /** No user is named twice in a proposal. */
  readonly addedUserIds: readonly string[];
  readonly removedUserIds: readonly string[];
}

/**
 * Commits the intent of a change for those users who are not in the wanted state yet, and only for them; nobody left
 * answers an empty change of version 0. All or nothing: one user with an opposite change pending refuses the proposal.
 */
export function proposeChange(state: GroupState, proposal: Proposal): GroupStep<GroupChange> {
  const known = findChange(state, proposal.changeId);
  if (known !== undefined) return { reply: known };
  if (state.group === undefined) return { reply: groupNotFound() };
  return admit(state, state.group, proposal);
}

/** The proposal as the next change of `group`, which may be about to be created. */
export function admit(state: GroupState, group: Group, proposal: Proposal): GroupStep<GroupChange> {
  const members: Member[] = [];
  const added: string[] = [];
  const removed: string[] = [];
  for (const [event, userIds, named] of [
    ['add', proposal.addedUserIds, added],
    ['remove', proposal.removedUserIds, removed],
  ] as const) {
    for (const userId of userIds) {
      const next = proposed(state.members.get(userId) ?? unknownMember(userId), event, proposal);
      if (next === 'CHANGE_PENDING') return { reply: changePending(userId) };
      if (next === undefined) continue;
      members.push({ ...next, owner: userId === group.ownerId });
      named.push(userId);
    }
  }

  const change: GroupChange = {
    groupId: group.groupId,
    changeId: proposal.changeId,
    version: members.length === 0 ? 0 : group.membershipVersion + 1,
    actorId: proposal.actorId,
    addedUserIds: added,
    removedUserIds: removed,
  };
  if (members.length === 0) return { reply: change };
  if (group.membershipVersion - state.settledThrough >= changeLimits.pendingMax) return { reply: tooManyPending() };
  const memberCount = group.memberCount + added.length - removed.length;
  if (memberCount > limits.groupMembersMax && memberCount > group.memberCount) return { reply: groupFull() };

  return {
    reply: change,
    changed: {
      group: { ...group, memberCount, membershipVersion: change.version },
      settledThrough: state.settledThrough,
      members,
      proposed: change,
    },
  };
}

function changePending(userId: string): ServiceError {
  return new ServiceError('FAILED_PRECONDITION', {
    reason: 'CHANGE_PENDING',
    message: `an opposite change of ${userId} has to settle first`,
  });
}

function tooManyPending(): ServiceError {
  return new ServiceError('RESOURCE_EXHAUSTED', {
    reason: 'WRITER_BUSY',
    message: 'too many changes of this group wait for the conversation log',
    retryAfterMs: 1_000,
  });
}

function groupFull(): ServiceError {
  return new ServiceError('RESOURCE_EXHAUSTED', {
    reason: 'GROUP_FULL',
    message: `a group has at most ${limits.groupMembersMax} members`,
  });
}
