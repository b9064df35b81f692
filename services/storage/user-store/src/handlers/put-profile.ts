import { ServiceError } from '@microchat/core/service-error';
import type { Handlers } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '../contract.ts';
import { checkId, checkProfile } from '../domain/validate.ts';
import type { UserWriters } from '../user-machine.ts';

export function putProfileHandler(users: UserWriters): Handlers<UserStoreDefinition>['putProfile'] {
  return async ({ userId, displayName, avatarUrl }, { signal }) => {
    checkId(userId, 'userId');
    checkProfile(displayName, avatarUrl);
    const reply = await users.submit(userId, { kind: 'putProfile', displayName, avatarUrl }, { signal });
    if (reply.kind !== 'profile') {
      throw new ServiceError('NOT_FOUND', { reason: 'USER_NOT_FOUND', message: 'no such user', field: 'userId' });
    }
    return { profile: reply.profile };
  };
}
