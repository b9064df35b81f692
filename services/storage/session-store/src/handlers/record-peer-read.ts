import type { Handlers } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '../contract.ts';
import { checkId, checkSingle } from '../domain/validate.ts';
import type { ListWriters } from '../list-machine.ts';

/** The entry is created if delivery has not come to the chat's first message in this list yet. */
export function recordPeerReadHandler(lists: ListWriters): Handlers<SessionStoreDefinition>['recordPeerRead'] {
  return async ({ userId, conversationId, peerReadIndex }, { signal }) => {
    checkId(userId, 'userId');
    const peerId = checkSingle(conversationId, userId);
    if (peerReadIndex === 0) return {};
    await lists.submit(userId, { kind: 'peerRead', conversationId, peerId, peerReadIndex }, { signal });
    return {};
  };
}
