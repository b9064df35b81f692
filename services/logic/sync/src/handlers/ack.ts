import type { GroupAccessClients } from '@microchat/group-access/group-access';
import type { AckReply } from '@microchat/proto/microchat/logic/v1/AckReply';
import type { AckRequest__Output } from '@microchat/proto/microchat/logic/v1/AckRequest';
import { downstream } from '@microchat/rpc/downstream';
import type { CallContext, Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';
import { authoriseConversation } from '../conversation-access.ts';

export interface AckDependencies extends GroupAccessClients {
  readonly sessionStore: Client<SessionStoreDefinition>;
}

/** Sync.Ack: see proto/microchat/logic/v1/sync.proto. All positions are saved, or none. */
export function ackHandler(clients: AckDependencies) {
  return async ({ userId, deviceId, positions }: AckRequest__Output, call: CallContext): Promise<AckReply> => {
    const options = downstream(call);
    const conversationIds = [...new Set(positions.map(({ conversationId }) => conversationId))];
    await Promise.all(conversationIds.map((id) => authoriseConversation(clients, userId, id, options)));
    if (positions.length > 0) await clients.sessionStore.saveDeviceCursor({ userId, deviceId, positions }, options);
    return {};
  };
}
