import type { VisibleSpan } from '@microchat/core/group-visibility';
import { type Conversation, parseConversationId, peerOf } from '@microchat/core/ids';
import { ServiceError } from '@microchat/core/service-error';
import { type GroupAccessClients, resolveGroupAccess } from '@microchat/group-access/group-access';
import type { CallOptions } from '@microchat/rpc/service-contract';

export interface AccessibleConversation {
  readonly conversation: Conversation;
  /** What of its log the user may see. */
  readonly spans: readonly VisibleSpan[];
}

const everything: readonly VisibleSpan[] = [{ fromIndex: 1, toIndex: 0 }];

/**
 * What the user may see of a conversation. Every call of this service authorises through here, each time anew.
 * @throws ServiceError NOT_FOUND/CONVERSATION_NOT_FOUND for an absent and for a foreign conversation alike.
 */
export async function authoriseConversation(
  clients: GroupAccessClients,
  userId: string,
  conversationId: string,
  options: CallOptions,
): Promise<AccessibleConversation> {
  const conversation = parseConversationId(conversationId);
  if (conversation === undefined) throw conversationNotFound();
  if (conversation.type === 'SINGLE') {
    if (peerOf(conversation, userId) === undefined) throw conversationNotFound();
    return { conversation, spans: everything };
  }
  const access = await resolveGroupAccess(clients, conversation.groupId, userId, options);
  if (access === undefined) throw conversationNotFound();
  return { conversation, spans: access.spans };
}

export function conversationNotFound(): ServiceError {
  return new ServiceError('NOT_FOUND', {
    reason: 'CONVERSATION_NOT_FOUND',
    message: 'No such conversation.',
    field: 'conversationId',
  });
}
