import { type Conversation, peerOf } from '@microchat/core/ids';
import { ServiceError } from '@microchat/core/service-error';
import type { MessageStoreDefinition } from '@microchat/message-store/contract';
import type { Sent } from '@microchat/proto/microchat/client/v1/Sent';
import type { SendRequest__Output } from '@microchat/proto/microchat/logic/v1/SendRequest';
import type { AppendReply__Output } from '@microchat/proto/microchat/storage/v1/AppendReply';
import { downstream } from '@microchat/rpc/downstream';
import type { CallContext, CallOptions, Client } from '@microchat/rpc/service-contract';
import { conversationNotFound, resolveRecipient } from '../domain/resolve-recipient.ts';
import type { GroupSenders } from '../group-senders.ts';
import type { KnownUsers } from '../known-users.ts';

/** Membership may change again between look-up and append; a group that changes this often in one send is under attack. */
const authorisationsMax = 5;

export interface SendDependencies {
  readonly messageStore: Client<MessageStoreDefinition>;
  readonly knownUsers: KnownUsers;
  readonly groupSenders: GroupSenders;
}

/** Messaging.Send: see proto/microchat/logic/v1/messaging.proto. */
export function sendHandler(dependencies: SendDependencies) {
  return async (request: SendRequest__Output, call: CallContext): Promise<Sent> => {
    const conversation = resolveRecipient(request.userId, request.to);
    const sent = await append(dependencies, conversation, request, downstream(call));
    return {
      conversationId: conversation.conversationId,
      messageId: sent.messageId,
      index: sent.index,
      previousMessageId: sent.previousMessageId,
      duplicate: sent.duplicate,
    };
  };
}

async function append(
  dependencies: SendDependencies,
  conversation: Conversation,
  request: SendRequest__Output,
  options: CallOptions,
): Promise<AppendReply__Output> {
  for (let attempt = 1; ; attempt += 1) {
    const authorisedVersion = await authorise(dependencies, conversation, request, options);
    if (typeof authorisedVersion !== 'number') {
      return retryOfStored(dependencies, conversation, request, options, authorisedVersion);
    }
    try {
      return await dependencies.messageStore.append(
        {
          conversationId: conversation.conversationId,
          senderId: request.userId,
          clientMessageId: request.clientMessageId,
          content: request.content,
          countable: true,
          authorisedVersion,
        },
        options,
      );
    } catch (error) {
      if (conversation.type !== 'GROUP' || !isMembershipChanged(error) || attempt === authorisationsMax) throw error;
      dependencies.groupSenders.forget(conversation.groupId, request.userId);
    }
  }
}

/** The membership version to append under (0 for single chats), or why the user may not send. */
async function authorise(
  { knownUsers, groupSenders }: SendDependencies,
  conversation: Conversation,
  request: SendRequest__Output,
  options: CallOptions,
): Promise<number | ServiceError> {
  const byConversationId = request.to?.conversationId !== undefined;
  if (conversation.type === 'SINGLE') {
    const peerId = peerOf(conversation, request.userId) ?? request.userId;
    if (await knownUsers.exists(peerId, options)) return 0;
    return byConversationId ? conversationNotFound() : notFound('USER_NOT_FOUND', 'No such user.', 'send.to.userId');
  }
  const version = await groupSenders.authorisedVersion(conversation.groupId, request.userId, options);
  if (version !== undefined) return version;
  return byConversationId ? conversationNotFound() : notFound('GROUP_NOT_FOUND', 'No such group.', 'send.to.groupId');
}

/** The sender may not send any more, but a message that is stored keeps its answer (A3). */
async function retryOfStored(
  { messageStore }: SendDependencies,
  conversation: Conversation,
  request: SendRequest__Output,
  options: CallOptions,
  refusal: ServiceError,
): Promise<AppendReply__Output> {
  const stored = await messageStore.findSent(
    {
      conversationId: conversation.conversationId,
      senderId: request.userId,
      clientMessageId: request.clientMessageId,
      content: request.content,
    },
    options,
  );
  if (!stored.found || stored.sent === null) throw refusal;
  return { ...stored.sent, duplicate: true };
}

function notFound(reason: string, message: string, field: string): ServiceError {
  return new ServiceError('NOT_FOUND', { reason, message, field });
}

function isMembershipChanged(error: unknown): boolean {
  return error instanceof ServiceError && error.reason === 'MEMBERSHIP_CHANGED';
}
