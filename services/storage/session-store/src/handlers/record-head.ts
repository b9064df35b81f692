import type { Handlers } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '../contract.ts';
import { checkHead, checkId, checkSingle } from '../domain/validate.ts';
import type { ListWriters } from '../list-machine.ts';

/** The peer is taken from the conversation id, which names both participants. */
export function recordHeadHandler(lists: ListWriters): Handlers<SessionStoreDefinition>['recordHead'] {
  return async ({ userId, conversationId, head, ownIndex, ownCount }, { signal }) => {
    checkId(userId, 'userId');
    const peerId = checkSingle(conversationId, userId);
    const newest = checkHead(head, 'head');
    const { listVersion } = await lists.submit(
      userId,
      { kind: 'head', conversationId, peerId, head: newest, ownIndex, ownCount },
      { signal },
    );
    return { listVersion };
  };
}
