import type { Presence } from '@microchat/ports/presence';
import type { Handlers } from '@microchat/rpc/service-contract';
import type { PresenceDefinition } from '../contract.ts';
import { checkIncarnation, checkTopics } from '../domain/validate.ts';

export function unregisterHandler(presence: Presence): Handlers<PresenceDefinition>['unregister'] {
  return async ({ incarnation, topics, order }) => {
    checkIncarnation(incarnation);
    checkTopics(topics);
    await presence.unregister(incarnation, topics, Number(order));
    return {};
  };
}
