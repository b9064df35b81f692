import type { Handlers } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '../contract.ts';
import { checkId, checkListed } from '../domain/validate.ts';
import type { ListWriters } from '../list-machine.ts';

export function advanceReadHandler(lists: ListWriters): Handlers<SessionStoreDefinition>['advanceRead'] {
  return async ({ userId, conversationId, readIndex, readCount }, { signal }) => {
    checkId(userId, 'userId');
    checkListed(conversationId, userId);
    const { entry } = await lists.submit(userId, { kind: 'read', conversationId, readIndex, readCount }, { signal });
    return { entry };
  };
}
