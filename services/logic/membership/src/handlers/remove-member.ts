import type { GroupStoreDefinition } from '@microchat/group-store/contract';
import { downstream } from '@microchat/rpc/downstream';
import type { Client, Handlers } from '@microchat/rpc/service-contract';
import type { MembershipDefinition } from '../contract.ts';
import { checkId } from '../domain/validate.ts';
import { checkAction } from '../group-standing.ts';
import type { MembershipChanges } from '../membership-changes.ts';

/** Removing somebody who is not a member, or leaving again, does nothing. */
export function removeMemberHandler(
  groupStore: Client<GroupStoreDefinition>,
  changes: MembershipChanges,
): Handlers<MembershipDefinition>['removeMember'] {
  return async ({ actorId, groupId, userId }, call) => {
    checkId(actorId, 'actorId');
    checkId(groupId, 'groupId');
    checkId(userId, 'userId');
    const action = userId === actorId ? 'LEAVE' : 'REMOVE_OTHER';
    await checkAction(groupStore, groupId, actorId, action, downstream(call));
    await changes.remove(groupId, actorId, userId, () => downstream(call));
    return {};
  };
}
