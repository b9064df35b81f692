import { reading } from '@microchat/partition-writer/reading';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Handlers } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '../contract.ts';
import { checkUserIds } from '../domain/validate.ts';
import { userPartition } from '../rows.ts';
import { decodeUser } from '../user-machine.ts';

export function getUsersHandler(kv: KvStore): Handlers<UserStoreDefinition>['getUsers'] {
  return async ({ userIds }) => {
    checkUserIds(userIds);
    if (userIds.length === 0) return { users: [] };
    const reads = await reading(kv.multiRead(userIds.map((userId) => ({ key: userPartition(userId), columns: [] }))));
    const users = reads.map((read, at) => {
      const { user } = decodeUser(read);
      return { userId: userIds[at] ?? '', exists: user !== undefined, ...user, kicks: [...(user?.kicks ?? [])] };
    });
    return { users };
  };
}
