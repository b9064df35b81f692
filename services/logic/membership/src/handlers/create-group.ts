import { groupConversationId } from '@microchat/core/ids';
import { limits } from '@microchat/core/limits';
import type { GroupStoreDefinition } from '@microchat/group-store/contract';
import type { Clock, Random } from '@microchat/ports/time';
import { downstream } from '@microchat/rpc/downstream';
import type { Client, Handlers } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '@microchat/user-store/contract';
import type { MembershipDefinition } from '../contract.ts';
import { checkId, checkName, checkUserIds } from '../domain/validate.ts';
import { checkUsersExist } from '../known-users.ts';
import type { MembershipChanges } from '../membership-changes.ts';
import { newId } from '../new-id.ts';

export interface CreateGroupParts {
  readonly groupStore: Client<GroupStoreDefinition>;
  readonly userStore: Client<UserStoreDefinition>;
  readonly changes: MembershipChanges;
  readonly clock: Clock;
  readonly random: Random;
}

/** Members who fit into the change that creates the group, next to its owner. */
const firstMembersMax = limits.membersPerChangeMax - 1;

/**
 * The group exists with its owner and first members in one commit; the others follow in changes of their own. A call
 * that fails in between leaves a group with those who were added: its owner has it in the list and can go on.
 */
export function createGroupHandler(parts: CreateGroupParts): Handlers<MembershipDefinition>['createGroup'] {
  const { groupStore, userStore, changes, clock, random } = parts;
  return async ({ actorId, name, memberIds }, call) => {
    const nextCall = () => downstream(call);
    checkId(actorId, 'actorId');
    checkName(name);
    checkUserIds(memberIds, 'memberIds');
    await checkUsersExist(userStore, memberIds, 'memberIds', nextCall());

    const others = [...new Set(memberIds)].filter((userId) => userId !== actorId);
    const groupId = newId(random);
    const { change } = await groupStore.createGroup(
      {
        groupId,
        name,
        ownerId: actorId,
        createdMs: String(clock.now()),
        changeId: newId(random),
        memberIds: others.slice(0, firstMembersMax),
      },
      nextCall(),
    );
    if (change === null) throw new Error('the group store answered a creation without its change');
    await changes.complete(change, nextCall);
    await changes.add(groupId, actorId, others.slice(firstMembersMax), nextCall);
    return { groupId, conversationId: groupConversationId(groupId) };
  };
}
