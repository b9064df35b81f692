import {
  type Conversation,
  groupConversationId,
  isId,
  parseConversationId,
  peerOf,
  singleConversationId,
} from '@microchat/core/ids';
import { ServiceError } from '@microchat/core/service-error';

export interface Recipient {
  readonly userId?: string;
  readonly groupId?: string;
  readonly conversationId?: string;
}

/**
 * The conversation that a send goes to.
 * @throws ServiceError INVALID_ARGUMENT for no or a malformed recipient; NOT_FOUND for somebody else's single chat.
 */
export function resolveRecipient(senderId: string, to: Recipient | null): Conversation {
  if (to?.userId !== undefined) {
    requireId(to.userId, 'send.to.userId');
    return requireConversation(singleConversationId(senderId, to.userId), senderId);
  }
  if (to?.groupId !== undefined) {
    requireId(to.groupId, 'send.to.groupId');
    return requireConversation(groupConversationId(to.groupId), senderId);
  }
  if (to?.conversationId !== undefined) return requireConversation(to.conversationId, senderId);
  throw new ServiceError('INVALID_ARGUMENT', {
    reason: 'FIELD_REQUIRED',
    message: 'Name a userId, groupId or conversationId.',
    field: 'send.to',
  });
}

function requireConversation(conversationId: string, senderId: string): Conversation {
  const conversation = parseConversationId(conversationId);
  if (conversation === undefined || (conversation.type === 'SINGLE' && peerOf(conversation, senderId) === undefined)) {
    throw conversationNotFound();
  }
  return conversation;
}

function requireId(id: string, field: string): void {
  if (isId(id)) return;
  throw new ServiceError('INVALID_ARGUMENT', {
    reason: 'ID_INVALID',
    message: 'Ids are 1 to 64 characters of A-Z a-z 0-9 _ . : @ -',
    field,
  });
}

/** The same answer for an absent and a forbidden conversation. */
export function conversationNotFound(): ServiceError {
  return new ServiceError('NOT_FOUND', {
    reason: 'CONVERSATION_NOT_FOUND',
    message: 'No such conversation.',
    field: 'send.to.conversationId',
  });
}
