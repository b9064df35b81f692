import type { Handlers } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '../contract.ts';
import { checkConversation, checkId, checkLimit } from '../domain/validate.ts';
import type { Readers } from '../readers.ts';

export function listReadersHandler(readers: Readers): Handlers<SessionStoreDefinition>['listReaders'] {
  return async ({ conversationId, index, afterUserId, limit }) => {
    checkConversation(conversationId);
    if (afterUserId !== '') checkId(afterUserId, 'afterUserId');
    checkLimit(limit);
    return readers.list(conversationId, index, afterUserId, limit);
  };
}
