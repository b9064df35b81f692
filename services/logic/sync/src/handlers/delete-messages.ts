import { isVisible } from '@microchat/core/group-visibility';
import { ServiceError } from '@microchat/core/service-error';
import type { GroupAccessClients } from '@microchat/group-access/group-access';
import type { ConversationEntry } from '@microchat/proto/microchat/client/v1/ConversationEntry';
import type { DeleteMessagesRequest__Output } from '@microchat/proto/microchat/logic/v1/DeleteMessagesRequest';
import { downstream } from '@microchat/rpc/downstream';
import type { CallContext } from '@microchat/rpc/service-contract';
import { authoriseConversation } from '../conversation-access.ts';
import { answerEntry } from '../answer-entry.ts';
import { changeOwnEntry, headInLog, type OwnEntryClients } from '../own-entry.ts';

/** Sync.DeleteMessages: see proto/microchat/logic/v1/sync.proto. */
export function deleteMessagesHandler(clients: OwnEntryClients & GroupAccessClients) {
  return async (request: DeleteMessagesRequest__Output, call: CallContext): Promise<ConversationEntry> => {
    const { userId, conversationId, indexes } = request;
    const options = downstream(call);
    const access = await authoriseConversation(clients, userId, conversationId, options);
    const head = await headInLog(clients, conversationId, options);
    // One beyond the head would be deleted before it is written.
    const unseen = indexes.findIndex((index) => index > head.index || !isVisible(access.spans, index));
    if (unseen >= 0) throw messageNotFound(`indexes[${unseen}]`);
    const hiding = { userId, conversationId, clearedThrough: 0, clearedCount: 0, deletedIndexes: indexes };
    return answerEntry(clients, access, userId, options, () =>
      changeOwnEntry(clients, access, userId, () => clients.sessionStore.hideMessages(hiding, options), options),
    );
  };
}

function messageNotFound(field: string): ServiceError {
  return new ServiceError('NOT_FOUND', { reason: 'MESSAGE_NOT_FOUND', message: 'No such message.', field });
}
