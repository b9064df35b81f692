import type { GroupStoreDefinition } from '@microchat/group-store/contract';
import { downstream } from '@microchat/rpc/downstream';
import type { Client, Handlers } from '@microchat/rpc/service-contract';
import type { MembershipDefinition } from '../contract.ts';
import { groupNotFound } from '../domain/standing.ts';
import { checkId, checkName } from '../domain/validate.ts';
import { checkAction } from '../group-standing.ts';
import { groupView } from '../group-view.ts';

export function updateGroupHandler(
  groupStore: Client<GroupStoreDefinition>,
): Handlers<MembershipDefinition>['updateGroup'] {
  return async ({ actorId, groupId, name }, call) => {
    checkId(actorId, 'actorId');
    checkId(groupId, 'groupId');
    checkName(name);
    await checkAction(groupStore, groupId, actorId, 'RENAME', downstream(call));
    const { group } = await groupStore.updateGroup({ groupId, name }, downstream(call));
    if (group === null) throw groupNotFound();
    return groupView(group);
  };
}
