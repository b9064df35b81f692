import { ServiceError } from '@microchat/core/service-error';
import { findChange, type Group, type GroupChange, type GroupState, type GroupStep } from './group-state.ts';
import { admit } from './propose-change.ts';

export interface Creation {
  readonly groupId: string;
  readonly name: string;
  readonly ownerId: string;
  readonly createdMs: string;
  readonly changeId: string;
  /** First members besides the owner, none named twice. */
  readonly memberIds: readonly string[];
}

export interface CreatedGroup {
  readonly group: Group;
  /** The first change: the owner and the first members join. */
  readonly change: GroupChange;
}

/** The group and its first change come into being in one commit, so that there is no group without its owner. */
export function createGroup(state: GroupState, creation: Creation): GroupStep<CreatedGroup> {
  const { groupId, changeId, ownerId, memberIds } = creation;
  if (state.group !== undefined) {
    const known = findChange(state, changeId);
    return { reply: known?.version === 1 ? { group: state.group, change: known } : groupExists() };
  }
  const empty: Group = {
    groupId,
    name: creation.name,
    ownerId,
    memberCount: 0,
    membershipVersion: 0,
    createdMs: creation.createdMs,
  };
  const first = admit(state, empty, {
    groupId,
    changeId,
    actorId: ownerId,
    addedUserIds: [ownerId, ...memberIds],
    removedUserIds: [],
  });
  if (first.reply instanceof ServiceError || first.changed === undefined) {
    throw new Error('a new group admits its owner');
  }
  return { reply: { group: first.changed.group, change: first.reply }, changed: first.changed };
}

function groupExists(): ServiceError {
  return new ServiceError('ALREADY_EXISTS', {
    reason: 'GROUP_EXISTS',
    message: 'a group with this id exists',
    field: 'groupId',
  });
}
