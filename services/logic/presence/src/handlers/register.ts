import { ServiceError } from '@microchat/core/service-error';
import type { Presence } from '@microchat/ports/presence';
import type { Handlers } from '@microchat/rpc/service-contract';
import type { PresenceDefinition } from '../contract.ts';
import { checkIncarnation, checkTopics } from '../domain/validate.ts';

/** `lost` is told of every registration that found no living lease. */
export function registerHandler(presence: Presence, lost: () => void): Handlers<PresenceDefinition>['register'] {
  return async ({ incarnation, topics, order }) => {
    checkIncarnation(incarnation);
    checkTopics(topics);
    if (!(await presence.register(incarnation, topics, Number(order)))) {
      lost();
      throw new ServiceError('FAILED_PRECONDITION', {
        reason: 'LEASE_LOST',
        message: 'no living lease: open one with a new incarnation and register everything again',
        field: 'incarnation',
      });
    }
    return {};
  };
}
