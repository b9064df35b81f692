import { BoundedMap } from '@microchat/core/bounded-map';
import type { Handlers } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '../contract.ts';
import { checkId } from '../domain/validate.ts';
import type { UserWriters } from '../user-machine.ts';

/** Users known to exist; they never cease to. Some 150 bytes each. */
const knownMax = 100_000;

export function ensureUserHandler(users: UserWriters): Handlers<UserStoreDefinition>['ensureUser'] {
  const known = new BoundedMap<string, true>(knownMax);
  return async ({ userId }, { signal }) => {
    checkId(userId, 'userId');
    if (known.get(userId)) return { created: false };
    const reply = await users.submit(userId, { kind: 'ensure' }, { signal });
    known.set(userId, true);
    return { created: reply.kind === 'ensured' && reply.created };
  };
}
