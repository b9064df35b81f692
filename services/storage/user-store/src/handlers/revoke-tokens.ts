import type { Handlers } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '../contract.ts';
import { checkId } from '../domain/validate.ts';
import type { UserWriters } from '../user-machine.ts';
import { userNotFound } from '../user-not-found.ts';

export function revokeTokensHandler(users: UserWriters): Handlers<UserStoreDefinition>['revokeTokens'] {
  return async ({ userId }, { signal }) => {
    checkId(userId, 'userId');
    const reply = await users.submit(userId, { kind: 'revoke' }, { signal });
    if (reply.kind !== 'revoked') throw userNotFound();
    return { revocationVersion: reply.revocationVersion };
  };
}
