import type { Presence } from '@microchat/ports/presence';
import type { Handlers } from '@microchat/rpc/service-contract';
import type { PresenceDefinition } from '../contract.ts';
import { checkTopics } from '../domain/validate.ts';

export function getInterestedHandler(presence: Presence): Handlers<PresenceDefinition>['getInterested'] {
  return async ({ topics }) => {
    checkTopics(topics);
    const interested = await presence.interested(topics);
    return { topics: interested.map((workers) => ({ workers })) };
  };
}
