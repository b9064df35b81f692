import { isVisible } from '@microchat/core/group-visibility';
import { limits } from '@microchat/core/limits';
import type { GetReadersReply } from '@microchat/proto/microchat/logic/v1/GetReadersReply';
import type { GetReadersRequest__Output } from '@microchat/proto/microchat/logic/v1/GetReadersRequest';
import { downstream } from '@microchat/rpc/downstream';
import type { CallContext } from '@microchat/rpc/service-contract';
import { conversationNotFound } from '../conversation-access.ts';
import { authoriseShown, type ShownConversationClients } from '../shown-conversation.ts';

/** Sync.GetReaders: see proto/microchat/logic/v1/sync.proto. */
export function getReadersHandler(clients: ShownConversationClients) {
  return async (request: GetReadersRequest__Output, call: CallContext): Promise<GetReadersReply> => {
    const { userId, conversationId, index, afterUserId } = request;
    const options = downstream(call);
    const { shown } = await authoriseShown(clients, userId, conversationId, options);
    if (!isVisible(shown, index)) throw conversationNotFound();
    const limit = Math.min(request.limit || limits.pullLimitDefault, limits.pullLimitMax);
    const { readers, hasMore } = await clients.sessionStore.listReaders(
      { conversationId, index, afterUserId, limit },
      options,
    );
    return { readers: readers.map((reader) => ({ conversationId, ...reader })), hasMore };
  };
}
