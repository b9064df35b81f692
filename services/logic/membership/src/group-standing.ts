import type { GroupStoreDefinition } from '@microchat/group-store/contract';
import type { CallOptions, Client } from '@microchat/rpc/service-contract';
import { refusal, standingOf, type GroupAction } from './domain/standing.ts';

/** @throws ServiceError NOT_FOUND/GROUP_NOT_FOUND, PERMISSION_DENIED/NOT_OWNER, FAILED_PRECONDITION/OWNER_CANNOT_LEAVE */
export async function checkAction(
  groupStore: Client<GroupStoreDefinition>,
  groupId: string,
  actorId: string,
  action: GroupAction,
  options: CallOptions,
): Promise<void> {
  const { membership } = await groupStore.getMember({ groupId, userId: actorId }, options);
  const refused = refusal(standingOf(membership ?? undefined), action);
  if (refused !== undefined) throw refused;
}
