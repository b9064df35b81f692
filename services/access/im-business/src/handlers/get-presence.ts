import { userTopic } from '@microchat/core/ids';
import type { PresenceDefinition } from '@microchat/presence/contract';
import type { ImBusinessDefinition } from '@microchat/proto/microchat/business/v1/ImBusiness';
import { checkIds } from '@microchat/protocol/field-checks';
import type { Client, Handlers } from '@microchat/rpc/service-contract';
import { businessLimits } from '../business-limits.ts';

/** A user is online while a living gateway worker has a connection of theirs. */
export function getPresence(
  presence: Pick<Client<PresenceDefinition>, 'getInterested'>,
): Handlers<ImBusinessDefinition>['getPresence'] {
  return async ({ userIds }, call) => {
    checkIds(userIds, 'userIds', 1, businessLimits.usersPerCallMax);
    const { topics } = await presence.getInterested(
      { topics: userIds.map(userTopic) },
      { timeoutMs: call.timeLeftMs() },
    );
    return {
      users: userIds.map((userId, position) => ({ userId, online: (topics[position]?.workers.length ?? 0) > 0 })),
    };
  };
}
