import { isId } from '@microchat/core/ids';
import { limits } from '@microchat/core/limits';
import { ServiceError } from '@microchat/core/service-error';

/** @throws ServiceError INVALID_ARGUMENT/BAD_FORMAT */
export function checkId(id: string, field: string): void {
  if (!isId(id)) throw invalid('BAD_FORMAT', field, 'an id has 1 to 64 of A-Za-z0-9_.:@-');
}

/** @throws ServiceError INVALID_ARGUMENT/BAD_FORMAT with the id's place, /TOO_MANY */
export function checkUserIds(userIds: readonly string[], field: string): void {
  if (userIds.length > limits.membersPerCallMax) {
    throw invalid('TOO_MANY', field, `at most ${limits.membersPerCallMax} users a call`);
  }
  userIds.forEach((userId, place) => checkId(userId, `${field}[${place}]`));
}

/** Counted in Unicode characters. @throws ServiceError INVALID_ARGUMENT/REQUIRED, /TOO_LONG */
export function checkName(name: string): void {
  if (name === '') throw invalid('REQUIRED', 'name', 'a group needs a name');
  if ([...name].length > limits.groupNameCharsMax) {
    throw invalid('TOO_LONG', 'name', `a name has at most ${limits.groupNameCharsMax} characters`);
  }
}

/** Members on a page: 0 = 100. @throws ServiceError INVALID_ARGUMENT/OUT_OF_RANGE */
export function pageLimit(limit: number): number {
  if (limit > limits.membersPerCallMax) {
    throw invalid('OUT_OF_RANGE', 'limit', `at most ${limits.membersPerCallMax} members a page`);
  }
  return limit === 0 ? 100 : limit;
}

function invalid(reason: string, field: string, message: string): ServiceError {
  return new ServiceError('INVALID_ARGUMENT', { reason, field, message });
}
