import { ServiceError } from '@microchat/core/service-error';
import { PresenceConflictError, type Presence } from '@microchat/ports/presence';
import type { Handlers } from '@microchat/rpc/service-contract';
import type { PresenceDefinition } from '../contract.ts';
import { checkAddress, checkIncarnation, checkTtl } from '../domain/validate.ts';

/** Errors: ALREADY_EXISTS/INCARNATION_USED: the worker takes a new one. */
export function openLeaseHandler(presence: Presence): Handlers<PresenceDefinition>['openLease'] {
  return async ({ incarnation, address, ttlMs }) => {
    checkIncarnation(incarnation);
    checkAddress(address);
    checkTtl(ttlMs);
    try {
      await presence.openLease({ incarnation, address }, ttlMs);
    } catch (error) {
      if (!(error instanceof PresenceConflictError)) throw error;
      throw new ServiceError('ALREADY_EXISTS', {
        reason: 'INCARNATION_USED',
        message: 'this incarnation had a lease before; take a new one',
        field: 'incarnation',
      });
    }
    return {};
  };
}
