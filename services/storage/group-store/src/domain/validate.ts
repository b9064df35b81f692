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
    throw invalid('USER_NAMED_TWICE', `removedUserIds[${both}]`, 'a change adds or removes a user, not both');
  }
  return { ...request, addedUserIds: [...added], removedUserIds: [...removed] };
}

/** @throws ServiceError INVALID_ARGUMENT */
export function validSettlement(request: Settlement & { readonly groupId: string }): Settlement {
  checkId(request.groupId, 'groupId');
  checkId(request.changeId, 'changeId');
  if (request.index < 1) throw invalid('INVALID_INDEX', 'index', 'indexes start at 1');
  return request;
}

/** @throws ServiceError INVALID_ARGUMENT/INVALID_ID */
export function checkId(id: string, field: string): void {
  if (!isId(id)) throw invalid('INVALID_ID', field, 'an id has 1 to 64 of A-Za-z0-9_.:@-');
}

/** @throws ServiceError INVALID_ARGUMENT/INVALID_NAME */
export function checkName(name: string): void {
  const charCount = [...name].length;
  if (charCount < 1 || charCount > limits.groupNameCharsMax) {
    throw invalid('INVALID_NAME', 'name', `a group's name has 1 to ${limits.groupNameCharsMax} characters`);
  }
}

function checkIds(ids: readonly string[], field: string): void {
  ids.forEach((id, place) => checkId(id, `${field}[${place}]`));
}

function checkCount(count: number, field: string): void {
  if (count > limits.membersPerChangeMax) {
    throw invalid('TOO_MANY_USERS', field, `at most ${limits.membersPerChangeMax} users a change`);
  }
}

export function invalid(reason: string, field: string, message: string): ServiceError {
  return new ServiceError('INVALID_ARGUMENT', { reason, field, message });
}
