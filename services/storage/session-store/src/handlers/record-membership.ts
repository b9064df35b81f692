import type { Handlers } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '../contract.ts';
import { checkGroupConversation, checkHead, checkId } from '../domain/validate.ts';
import type { ListWriters } from '../list-machine.ts';

export function recordMembershipHandler(lists: ListWriters): Handlers<SessionStoreDefinition>['recordMembership'] {
  return async ({ userId, groupId, conversationId, joined, at }, { signal }) => {
    checkId(userId, 'userId');
    checkGroupConversation(conversationId, groupId);
    const boundary = checkHead(at, 'at');
    const { entry } = await lists.submit(
      userId,
      { kind: 'membership', conversationId, groupId, joined, at: boundary },
      { signal },
    );
    return { entry };
  };
}
