import type { ImBusinessDefinition } from '@microchat/proto/microchat/business/v1/ImBusiness';
import { checkId } from '@microchat/protocol/field-checks';
import type { Client, Handlers } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '@microchat/user-store/contract';

/** Live connections learn of it through the event log. */
export function kickDevice(
  userStore: Pick<Client<UserStoreDefinition>, 'kickDevice'>,
): Handlers<ImBusinessDefinition>['kickDevice'] {
  return async ({ userId, deviceId }, call) => {
    checkId(userId, 'userId');
    checkId(deviceId, 'deviceId');
    await userStore.kickDevice({ userId, deviceId }, { timeoutMs: call.timeLeftMs() });
    return {};
  };
}
