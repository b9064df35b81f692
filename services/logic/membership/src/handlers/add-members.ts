import type { GroupStoreDefinition } from '@microchat/group-store/contract';
import { downstream } from '@microchat/rpc/downstream';
import type { Client, Handlers } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '@microchat/user-store/contract';
import type { MembershipDefinition } from '../contract.ts';
import { checkId, checkUserIds } from '../domain/validate.ts';
import { checkAction } from '../group-standing.ts';
import { checkUsersExist } from '../known-users.ts';
import type { MembershipChanges } from '../membership-changes.ts';

export interface AddMembersParts {
  readonly groupStore: Client<GroupStoreDefinition>;
  readonly userStore: Client<UserStoreDefinition>;
  readonly changes: MembershipChanges;
}

export function addMembersHandler(parts: AddMembersParts): Handlers<MembershipDefinition>['addMembers'] {
  const { groupStore, userStore, changes } = parts;
  return async ({ actorId, groupId, userIds }, call) => {
    const nextCall = () => downstream(call);
    checkId(actorId, 'actorId');
    checkId(groupId, 'groupId');
    checkUserIds(userIds, 'userIds');
    // Permission first: a stranger must not learn which users exist through a group.
    await checkAction(groupStore, groupId, actorId, 'ADD', nextCall());
    await checkUsersExist(userStore, userIds, 'userIds', nextCall());
    await changes.add(groupId, actorId, [...new Set(userIds)], nextCall);
    return {};
  };
}
