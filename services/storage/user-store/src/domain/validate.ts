import { isId } from '@microchat/core/ids';
import { limits } from '@microchat/core/limits';
import { ServiceError } from '@microchat/core/service-error';

/** Users asked for in one GetUsers. */
export const usersPerCallMax = 500;

/** @throws ServiceError INVALID_ARGUMENT/INVALID_ID */
export function checkId(id: string, field: string): void {
  if (!isId(id)) throw invalid('INVALID_ID', field, 'an id has 1 to 64 of A-Za-z0-9_.:@-');
}

/** @throws ServiceError INVALID_ARGUMENT/TOO_MANY, /INVALID_ID with the id's place */
export function checkUserIds(userIds: readonly string[]): void {
  if (userIds.length > usersPerCallMax) throw invalid('TOO_MANY', 'userIds', `at most ${usersPerCallMax} a call`);
  userIds.forEach((userId, at) => checkId(userId, `userIds[${at}]`));
}

/** @throws ServiceError INVALID_ARGUMENT/TOO_LONG */
export function checkProfile(displayName: string, avatarUrl: string): void {
  checkLength(displayName, limits.displayNameCharsMax, 'displayName');
  checkLength(avatarUrl, limits.avatarUrlCharsMax, 'avatarUrl');
}

/** @throws ServiceError INVALID_ARGUMENT/TOO_LONG */
export function checkPlatform(platform: string): void {
  checkLength(platform, limits.platformCharsMax, 'platform');
}

function checkLength(text: string, charsMax: number, field: string): void {
  if (text.length > charsMax) throw invalid('TOO_LONG', field, `at most ${charsMax} characters`);
}

function invalid(reason: string, field: string, message: string): ServiceError {
  return new ServiceError('INVALID_ARGUMENT', { reason, field, message });
}
