import type { GroupStoreDefinition } from '@microchat/group-store/contract';
import { downstream } from '@microchat/rpc/downstream';
import type { Client, Handlers } from '@microchat/rpc/service-contract';
import type { MembershipDefinition } from '../contract.ts';
import { groupNotFound } from '../domain/standing.ts';
import { checkId } from '../domain/validate.ts';
import { checkAction } from '../group-standing.ts';
import { groupView } from '../group-view.ts';

export function getGroupHandler(groupStore: Client<GroupStoreDefinition>): Handlers<MembershipDefinition>['getGroup'] {
  return async ({ actorId, groupId }, call) => {
    checkId(actorId, 'actorId');
    checkId(groupId, 'groupId');
    await checkAction(groupStore, groupId, actorId, 'SEE', downstream(call));
    const { group } = await groupStore.getGroup({ groupId }, downstream(call));
    if (group === null) throw groupNotFound();
    return groupView(group);
  };
}
