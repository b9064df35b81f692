import { ServiceError } from '@microchat/core/service-error';
import { changeLimits, findChange, groupNotFound, type GroupState, type GroupStep } from './group-state.ts';
import { settled, type Member } from './member.ts';

export interface Settlement {
  readonly changeId: string;
  /** Index of the change's log entry: the boundary of what its users may see. */
  readonly index: number;
}

export type Settled = Record<string, never>;

/** Changes settle in the order of their versions, because their log entries are in that order. Repeatable. */
export function settleChange(state: GroupState, settlement: Settlement): GroupStep<Settled> {
  if (state.group === undefined) return { reply: groupNotFound() };
  const change = findChange(state, settlement.changeId);
  if (change === undefined) return { reply: changeNotFound() };
  if (change.version <= state.settledThrough) return { reply: {} };
  if (change.version > state.settledThrough + 1) return { reply: olderChangePending() };

  const members = [...change.addedUserIds, ...change.removedUserIds]
    .map((userId) => state.members.get(userId))
    .map((member) => member && settled(member, change.changeId, settlement.index))
    .filter((member): member is Member => member !== undefined);
  return {
    reply: {},
    changed: {
      group: state.group,
      settledThrough: change.version,
      members,
      forgotten: change.version - changeLimits.settledKept,
    },
  };
}

function changeNotFound(): ServiceError {
  return new ServiceError('NOT_FOUND', {
    reason: 'CHANGE_NOT_FOUND',
    message: 'no such change is pending or has settled lately',
    field: 'changeId',
  });
}

function olderChangePending(): ServiceError {
  return new ServiceError('FAILED_PRECONDITION', {
    reason: 'OLDER_CHANGE_PENDING',
    message: 'changes of a group settle in the order of their versions',
    field: 'changeId',
  });
}
