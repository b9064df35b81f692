import { ServiceError } from '@microchat/core/service-error';

export function userNotFound(): ServiceError {
  return new ServiceError('NOT_FOUND', { reason: 'USER_NOT_FOUND', message: 'no such user', field: 'userId' });
}
