import { presentEntry } from '@microchat/core/conversation-list/present-entry';
import type { GroupAccessClients } from '@microchat/group-access/group-access';
import type { ConversationEntry } from '@microchat/proto/microchat/client/v1/ConversationEntry';
import type { UpdateConversationRequest__Output } from '@microchat/proto/microchat/logic/v1/UpdateConversationRequest';
import { downstream } from '@microchat/rpc/downstream';
import type { CallContext, Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';
import { authoriseConversation, conversationNotFound } from '../conversation-access.ts';

export interface UpdateConversationDependencies extends GroupAccessClients {
  readonly sessionStore: Client<SessionStoreDefinition>;
}

/** Sync.UpdateConversation: see proto/microchat/logic/v1/sync.proto. */
export function updateConversationHandler(clients: UpdateConversationDependencies) {
  return async (request: UpdateConversationRequest__Output, call: CallContext): Promise<ConversationEntry> => {
    const { sessionStore } = clients;
    const { userId, conversationId } = request;
    const options = downstream(call);
    const { conversation } = await authoriseConversation(clients, userId, conversationId, options);
    // The head first: a removal is recorded before any head beyond it, so the entry that is answered later knows of it.
    const heads =
      conversation.type === 'GROUP'
        ? (await sessionStore.getGroupHeads({ groupIds: [conversation.groupId], userId }, options)).heads
        : [];
    const { entry } = await sessionStore.setAttributes(request, options);
    if (entry === null) throw conversationNotFound();
    return presentEntry(entry, heads[0]);
  };
}
