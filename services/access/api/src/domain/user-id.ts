import { isId } from '@microchat/core/ids';
import { ServiceError } from '@microchat/core/service-error';

/** A user id in a path that can't exist is answered like one that doesn't. */
export function checkUserId(userId: string): void {
  if (!isId(userId)) throw userNotFound();
}

export function userNotFound(): ServiceError {
  return new ServiceError('NOT_FOUND', { reason: 'USER_NOT_FOUND', field: 'userId', message: 'no such user' });
}
