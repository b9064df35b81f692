import type { Handlers } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '../contract.ts';
import { checkDeletedIndexes, checkId, checkListed } from '../domain/validate.ts';
import type { ListWriters } from '../list-machine.ts';

export function hideMessagesHandler(lists: ListWriters): Handlers<SessionStoreDefinition>['hideMessages'] {
  return async ({ userId, conversationId, clearedThrough, clearedCount, deletedIndexes }, { signal }) => {
    checkId(userId, 'userId');
    checkListed(conversationId, userId);
    checkDeletedIndexes(deletedIndexes);
    const hiding = { clearedThrough, clearedCount, deletedIndexes };
    const { entry } = await lists.submit(userId, { kind: 'hide', conversationId, hiding }, { signal });
    return { entry };
  };
}
