import type { GroupAccessClients } from '@microchat/group-access/group-access';
import type { ConversationEntry } from '@microchat/proto/microchat/client/v1/ConversationEntry';
import type { ClearHistoryRequest__Output } from '@microchat/proto/microchat/logic/v1/ClearHistoryRequest';
import { downstream } from '@microchat/rpc/downstream';
import type { CallContext } from '@microchat/rpc/service-contract';
import { authoriseConversation } from '../conversation-access.ts';
import { answerEntry } from '../answer-entry.ts';
import { changeOwnEntry, headInLog, type OwnEntryClients } from '../own-entry.ts';
import { positionInLog } from '../position-in-log.ts';

/** Sync.ClearHistory: see proto/microchat/logic/v1/sync.proto. */
export function clearHistoryHandler(clients: OwnEntryClients & GroupAccessClients) {
  return async (request: ClearHistoryRequest__Output, call: CallContext): Promise<ConversationEntry> => {
    const { userId, conversationId, throughIndex } = request;
    const { messageStore, sessionStore } = clients;
    const options = downstream(call);
    const access = await authoriseConversation(clients, userId, conversationId, options);
    const head = await headInLog(clients, conversationId, options);
    const through = throughIndex === 0 ? head.index : throughIndex;
    const { index, count } = await positionInLog(messageStore, access, head, through, options);
    const hiding = { userId, conversationId, clearedThrough: index, clearedCount: count, deletedIndexes: [] };
    return answerEntry(clients, access, userId, options, () =>
      changeOwnEntry(clients, access, userId, () => sessionStore.hideMessages(hiding, options), options),
    );
  };
}
