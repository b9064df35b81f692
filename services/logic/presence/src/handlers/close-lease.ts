import type { Presence } from '@microchat/ports/presence';
import type { Handlers } from '@microchat/rpc/service-contract';
import type { PresenceDefinition } from '../contract.ts';
import { checkIncarnation } from '../domain/validate.ts';

export function closeLeaseHandler(presence: Presence): Handlers<PresenceDefinition>['closeLease'] {
  return async ({ incarnation }) => {
    checkIncarnation(incarnation);
    await presence.closeLease(incarnation);
    return {};
  };
}
