import type { Handlers } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '../contract.ts';
import { checkCount, checkId, checkListed, sessionStoreLimits } from '../domain/validate.ts';
import type { ListReader } from '../list-reader.ts';

export function getEntriesHandler(reader: ListReader): Handlers<SessionStoreDefinition>['getEntries'] {
  return async ({ userId, conversationIds }) => {
    checkId(userId, 'userId');
    checkCount(conversationIds.length, sessionStoreLimits.entriesMax, 'conversationIds');
    conversationIds.forEach((conversationId, at) => {
      checkListed(conversationId, userId, `conversationIds[${at}]`);
    });
    return { entries: await reader.readEntries(userId, conversationIds) };
  };
}
