import type { Handlers } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '../contract.ts';
import { checkId, checkListed } from '../domain/validate.ts';
import type { Readers } from '../readers.ts';

export function recordReaderHandler(readers: Readers): Handlers<SessionStoreDefinition>['recordReader'] {
  return async ({ conversationId, userId, readIndex }) => {
    checkId(userId, 'userId');
    checkListed(conversationId, userId);
    await readers.record(conversationId, userId, readIndex);
    return {};
  };
}
