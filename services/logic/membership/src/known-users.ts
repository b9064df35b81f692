import { ServiceError } from '@microchat/core/service-error';
import type { CallOptions, Client } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '@microchat/user-store/contract';

/** @throws ServiceError NOT_FOUND/USER_NOT_FOUND with the place of the first user that does not exist */
export async function checkUsersExist(
  userStore: Client<UserStoreDefinition>,
  userIds: readonly string[],
  field: string,
  options: CallOptions,
): Promise<void> {
  const distinct = [...new Set(userIds)];
  if (distinct.length === 0) return;
  const { users } = await userStore.getUsers({ userIds: distinct }, options);
  const unknown = users.find((user) => !user.exists);
  if (unknown === undefined) return;
  throw new ServiceError('NOT_FOUND', {
    reason: 'USER_NOT_FOUND',
    message: 'no such user',
    field: `${field}[${userIds.indexOf(unknown.userId)}]`,
  });
}
