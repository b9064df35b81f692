import type { GroupStoreDefinition } from '@microchat/group-store/contract';
import { downstream } from '@microchat/rpc/downstream';
import type { Client, Handlers } from '@microchat/rpc/service-contract';
import type { MembershipDefinition } from '../contract.ts';
import { checkId, pageLimit } from '../domain/validate.ts';
import { checkAction } from '../group-standing.ts';

export function listMembersHandler(
  groupStore: Client<GroupStoreDefinition>,
): Handlers<MembershipDefinition>['listMembers'] {
  return async ({ actorId, groupId, afterUserId, limit }, call) => {
    checkId(actorId, 'actorId');
    checkId(groupId, 'groupId');
    if (afterUserId !== '') checkId(afterUserId, 'afterUserId');
    const request = { groupId, afterUserId, limit: pageLimit(limit) };
    await checkAction(groupStore, groupId, actorId, 'SEE', downstream(call));
    const { members, hasMore } = await groupStore.listMembers(request, downstream(call));
    return { members: members.map(({ userId, owner }) => ({ userId, owner })), hasMore };
  };
}
