import type { Handlers } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '../contract.ts';
import { checkId, checkProfile } from '../domain/validate.ts';
import type { UserWriters } from '../user-machine.ts';
import { userNotFound } from '../user-not-found.ts';

export function putProfileHandler(users: UserWriters): Handlers<UserStoreDefinition>['putProfile'] {
  return async ({ userId, displayName, avatarUrl }, { signal }) => {
    checkId(userId, 'userId');
    checkProfile(displayName, avatarUrl);
    const reply = await users.submit(userId, { kind: 'putProfile', displayName, avatarUrl }, { signal });
    if (reply.kind !== 'profile') throw userNotFound();
    return { profile: reply.profile };
  };
}
