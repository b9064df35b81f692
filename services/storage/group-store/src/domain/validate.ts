import { isId } from '@microchat/core/ids';
import { limits } from '@microchat/core/limits';
import { ServiceError } from '@microchat/core/service-error';
import type { Creation } from './create-group.ts';
import type { Proposal } from './propose-change.ts';
import type { Settlement } from './settle-change.ts';

/** Requests in the form that the decisions expect: ids well-formed, nobody named twice. @throws ServiceError INVALID_ARGUMENT */
export function validCreation(request: Creation): Creation {
  checkId(request.groupId, 'groupId');
  checkId(request.changeId, 'changeId');
  checkId(request.ownerId, 'ownerId');
  checkName(request.name);
  checkIds(request.memberIds, 'memberIds');
  const memberIds = [...new Set(request.memberIds)].filter((userId) => userId !== request.ownerId);
  checkCount(memberIds.length + 1, 'memberIds');
  return { ...request, memberIds };
}

/** @throws ServiceError INVALID_ARGUMENT */
export function validProposal(request: Proposal): Proposal {
  checkId(request.groupId, 'groupId');
  checkId(request.changeId, 'changeId');
  checkId(request.actorId, 'actorId');
  checkIds(request.addedUserIds, 'addedUserIds');
  checkIds(request.removedUserIds, 'removedUserIds');
  const added = new Set(request.addedUserIds);
  const removed = new Set(request.removedUserIds);
  checkCount(added.size + removed.size, 'addedUserIds');
  const both = request.removedUserIds.findIndex((userId) => added.has(userId));
  if (both >= 0) {
    throw invalid('NOT_ALLOWED', `removedUserIds[${both}]`, 'a change adds or removes a user, not both');
  }
  return { ...request, addedUserIds: [...added], removedUserIds: [...removed] };
}

/** @throws ServiceError INVALID_ARGUMENT */
export function validSettlement(request: Settlement & { readonly groupId: string }): Settlement {
  checkId(request.groupId, 'groupId');
  checkId(request.changeId, 'changeId');
  if (request.index < 1) throw invalid('OUT_OF_RANGE', 'index', 'indexes start at 1');
  return request;
}

/** @throws ServiceError INVALID_ARGUMENT/BAD_FORMAT */
export function checkId(id: string, field: string): void {
  if (!isId(id)) throw invalid('BAD_FORMAT', field, 'an id has 1 to 64 of A-Za-z0-9_.:@-');
}

/** @throws ServiceError INVALID_ARGUMENT/REQUIRED, /TOO_LONG */
export function checkName(name: string): void {
  if (name === '') throw invalid('REQUIRED', 'name', 'a group has a name');
  if ([...name].length > limits.groupNameCharsMax) {
    throw invalid('TOO_LONG', 'name', `a group's name has at most ${limits.groupNameCharsMax} characters`);
  }
}

function checkIds(ids: readonly string[], field: string): void {
  ids.forEach((id, place) => checkId(id, `${field}[${place}]`));
}

function checkCount(count: number, field: string): void {
  if (count > limits.membersPerChangeMax) {
    throw invalid('TOO_MANY', field, `at most ${limits.membersPerChangeMax} users a change`);
  }
}

export function invalid(reason: string, field: string, message: string): ServiceError {
  return new ServiceError('INVALID_ARGUMENT', { reason, field, message });
}
