import type { GroupAccessClients } from '@microchat/group-access/group-access';
import type { ConversationEntry } from '@microchat/proto/microchat/client/v1/ConversationEntry';
import type { UpdateConversationRequest__Output } from '@microchat/proto/microchat/logic/v1/UpdateConversationRequest';
import { downstream } from '@microchat/rpc/downstream';
import type { CallContext, CallOptions } from '@microchat/rpc/service-contract';
import { type AccessibleConversation, authoriseConversation } from '../conversation-access.ts';
import { answerEntry } from '../answer-entry.ts';
import { changeOwnEntry, headInLog, type OwnEntryClients } from '../own-entry.ts';
import { positionInLog } from '../position-in-log.ts';

type Dependencies = OwnEntryClients & GroupAccessClients;

/** Sync.UpdateConversation: see proto/microchat/logic/v1/sync.proto. */
export function updateConversationHandler(clients: Dependencies) {
  return async (request: UpdateConversationRequest__Output, call: CallContext): Promise<ConversationEntry> => {
    const { userId, hidden, ...wish } = request;
    const options = downstream(call);
    const access = await authoriseConversation(clients, userId, wish.conversationId, options);
    const hiddenThrough = hidden === true ? await newestSeen(clients, access, options) : 0;
    const attributes = { userId, ...wish, ...(hidden !== undefined && { hiddenThrough }) };
    return answerEntry(clients, access, userId, options, () =>
      changeOwnEntry(clients, access, userId, () => clients.sessionStore.setAttributes(attributes, options), options),
    );
  };
}

/** The user hides what there is: whatever comes after it shows the conversation again. */
async function newestSeen(
  clients: Dependencies,
  access: AccessibleConversation,
  options: CallOptions,
): Promise<number> {
  const head = await headInLog(clients, access.conversation.conversationId, options);
  return (await positionInLog(clients.messageStore, access, head, head.index, options)).index;
}
