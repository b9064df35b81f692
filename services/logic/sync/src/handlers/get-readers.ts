import { isVisible } from '@microchat/core/group-visibility';
import { limits } from '@microchat/core/limits';
import type { GroupAccessClients } from '@microchat/group-access/group-access';
import type { GetReadersReply } from '@microchat/proto/microchat/logic/v1/GetReadersReply';
import type { GetReadersRequest__Output } from '@microchat/proto/microchat/logic/v1/GetReadersRequest';
import { downstream } from '@microchat/rpc/downstream';
import type { CallContext, Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';
import { authoriseConversation, conversationNotFound } from '../conversation-access.ts';

export interface GetReadersDependencies extends GroupAccessClients {
  readonly sessionStore: Client<SessionStoreDefinition>;
}

/** Sync.GetReaders: see proto/microchat/logic/v1/sync.proto. */
export function getReadersHandler(clients: GetReadersDependencies) {
  return async (request: GetReadersRequest__Output, call: CallContext): Promise<GetReadersReply> => {
    const { userId, conversationId, index, afterUserId } = request;
    const options = downstream(call);
    const { spans } = await authoriseConversation(clients, userId, conversationId, options);
    if (!isVisible(spans, index)) throw conversationNotFound();
    const limit = Math.min(request.limit || limits.pullLimitDefault, limits.pullLimitMax);
    const { readers, hasMore } = await clients.sessionStore.listReaders(
      { conversationId, index, afterUserId, limit },
      options,
    );
    return { readers: readers.map((reader) => ({ conversationId, ...reader })), hasMore };
  };
}
