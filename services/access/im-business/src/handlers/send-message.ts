import { ServiceError } from '@microchat/core/service-error';
import type { MessagingDefinition } from '@microchat/messaging/contract';
import type { ImBusinessDefinition } from '@microchat/proto/microchat/business/v1/ImBusiness';
import { checkId } from '@microchat/protocol/field-checks';
import { reasons } from '@microchat/protocol/reasons';
import { withoutFramePath } from '@microchat/protocol/send-errors';
import { checkSend } from '@microchat/protocol/validate-send';
import type { Client, Handlers } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '@microchat/user-store/contract';

/** The same send as a client's, under the same checks, for a sender who exists. */
export function sendMessage(
  messaging: Client<MessagingDefinition>,
  userStore: Pick<Client<UserStoreDefinition>, 'getUsers'>,
): Handlers<ImBusinessDefinition>['sendMessage'] {
  return async (request, call) => {
    const { senderId } = request;
    checkId(senderId, 'senderId');
    const { to, clientMessageId, contentBytes } = checkSend(request, '');
    const { users } = await userStore.getUsers({ userIds: [senderId] }, { timeoutMs: call.timeLeftMs() });
    if (!users[0]?.exists) {
      throw new ServiceError('NOT_FOUND', {
        reason: reasons.userNotFound,
        field: 'senderId',
        message: 'no such user',
      });
    }
    try {
      return await messaging.send(
        { userId: senderId, to, clientMessageId, content: contentBytes },
        { timeoutMs: call.timeLeftMs() },
      );
    } catch (error) {
      throw withoutFramePath(error);
    }
  };
}
