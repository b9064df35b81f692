import { isId } from '@microchat/core/ids';
import { ServiceError } from '@microchat/core/service-error';

/** A group id in a path that can't exist is answered like one that doesn't. */
export function checkGroupId(groupId: string): void {
  if (!isId(groupId)) {
    throw new ServiceError('NOT_FOUND', { reason: 'GROUP_NOT_FOUND', field: 'groupId', message: 'no such group' });
  }
}
