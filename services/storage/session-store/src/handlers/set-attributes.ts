import type { Handlers } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '../contract.ts';
import { checkDraft, checkId, checkListed } from '../domain/validate.ts';
import type { ListWriters } from '../list-machine.ts';

export function setAttributesHandler(lists: ListWriters): Handlers<SessionStoreDefinition>['setAttributes'] {
  return async ({ userId, conversationId, ...attributes }, { signal }) => {
    checkId(userId, 'userId');
    checkListed(conversationId, userId);
    checkDraft(attributes.draft ?? '');
    const { entry } = await lists.submit(userId, { kind: 'attributes', conversationId, attributes }, { signal });
    return { entry };
  };
}
