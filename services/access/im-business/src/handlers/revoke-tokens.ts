import type { ImBusinessDefinition } from '@microchat/proto/microchat/business/v1/ImBusiness';
import { checkId } from '@microchat/protocol/field-checks';
import type { Client, Handlers } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '@microchat/user-store/contract';

/** Live connections learn of it through the event log. */
export function revokeTokens(
  userStore: Pick<Client<UserStoreDefinition>, 'revokeTokens'>,
): Handlers<ImBusinessDefinition>['revokeTokens'] {
  return async ({ userId }, call) => {
    checkId(userId, 'userId');
    await userStore.revokeTokens({ userId }, { timeoutMs: call.timeLeftMs() });
    return {};
  };
}
