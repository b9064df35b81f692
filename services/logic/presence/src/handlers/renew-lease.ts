import type { Presence } from '@microchat/ports/presence';
import type { Handlers } from '@microchat/rpc/service-contract';
import type { PresenceDefinition } from '../contract.ts';
import { checkIncarnation, checkTtl } from '../domain/validate.ts';

/** `lost` is told of every lease that was gone when its worker came to renew it. */
export function renewLeaseHandler(presence: Presence, lost: () => void): Handlers<PresenceDefinition>['renewLease'] {
  return async ({ incarnation, ttlMs }) => {
    checkIncarnation(incarnation);
    checkTtl(ttlMs);
    const alive = await presence.renewLease(incarnation, ttlMs);
    if (!alive) lost();
    return { alive };
  };
}
