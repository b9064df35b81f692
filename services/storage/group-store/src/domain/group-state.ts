import { ServiceError } from '@microchat/core/service-error';
import type { Member } from './member.ts';

export interface Group {
  readonly groupId: string;
  readonly name: string;
  readonly ownerId: string;
  /** JOINING and MEMBER. */
  readonly memberCount: number;
  /** Version of the newest change proposed; 0 = none. */
  readonly membershipVersion: number;
  /** Milliseconds since 1970, as a decimal string like all 64-bit numbers here. */
  readonly createdMs: string;
}

export interface GroupChange {
  readonly groupId: string;
  readonly changeId: string;
  /** Dense from 1 in its group. */
  readonly version: number;
  readonly actorId: string;
  readonly addedUserIds: readonly string[];
  readonly removedUserIds: readonly string[];
}

/** A group as its writer knows it. */
export interface GroupState {
  /** Undefined: the group does not exist. */
  readonly group: Group | undefined;
  /** Changes settle in the order of their versions: all up to this one have. */
  readonly settledThrough: number;
  /** Pending changes and the last settled ones, by version. */
  readonly changes: ReadonlyMap<number, GroupChange>;
  /** The members that the request at hand names (and perhaps others); absent = never was one. */
  readonly members: ReadonlyMap<string, Member>;
}

/** What one request does. `changed` left out: nothing. */
export interface GroupStep<Reply> {
  readonly reply: Reply | ServiceError;
  readonly changed?: GroupChanges;
}

export interface GroupChanges {
  readonly group: Group;
  readonly settledThrough: number;
  readonly members: readonly Member[];
  /** A new pending change. */
  readonly proposed?: GroupChange;
  /** Version of a settled change that need not be remembered any more. */
  readonly forgotten?: number;
}

export const changeLimits = {
  /** Settled changes that are remembered, so that the retry of a proposal gets its answer. */
  settledKept: 16,
  /** Proposed and not settled; they pile up only while the conversation log is away. */
  pendingMax: 64,
} as const;

export function absentGroup(): GroupState {
  return { group: undefined, settledThrough: 0, changes: new Map(), members: new Map() };
}

/** The remembered change with this id. */
export function findChange(state: GroupState, changeId: string): GroupChange | undefined {
  return [...state.changes.values()].find((change) => change.changeId === changeId);
}

/** The state after a step. */
export function applied(state: GroupState, changed: GroupChanges): GroupState {
  const changes = new Map(state.changes);
  if (changed.proposed !== undefined) changes.set(changed.proposed.version, changed.proposed);
  if (changed.forgotten !== undefined) changes.delete(changed.forgotten);
  const members = new Map(state.members);
  for (const member of changed.members) members.set(member.userId, member);
  return { group: changed.group, settledThrough: changed.settledThrough, changes, members };
}

export function groupNotFound(): ServiceError {
  return new ServiceError('NOT_FOUND', {
    reason: 'GROUP_NOT_FOUND',
    message: 'no such group',
    field: 'groupId',
  });
}
