import type { Timers } from '@microchat/ports/time';
import type { Client } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '@microchat/user-store/contract';
import type { UserTable } from './user-table.ts';

const usersPerCall = 500;
const retryDelayMs = 1_000;

export interface RevocationCheckDependencies {
  readonly userStore: Pick<Client<UserStoreDefinition>, 'getUsers'>;
  readonly users: Pick<UserTable, 'userIds' | 'revokeBelow' | 'kick'>;
  readonly timers: Timers;
  readonly retried: (error: unknown) => void;
}

/**
 * After a time in which nobody found this worker: looks whose tokens were revoked, and which devices were kicked, meanwhile.
 * Asks until it is told.
 */
export async function checkRevocations({
  userStore,
  users,
  timers,
  retried,
}: RevocationCheckDependencies): Promise<void> {
  const userIds = users.userIds();
  for (let start = 0; start < userIds.length; ) {
    try {
      const reply = await userStore.getUsers({ userIds: userIds.slice(start, start + usersPerCall) });
      for (const { userId, revocationVersion, kicks } of reply.users) {
        users.revokeBelow(userId, revocationVersion);
        for (const kick of kicks) users.kick(userId, kick);
      }
      start += usersPerCall;
    } catch (error) {
      retried(error);
      await new Promise<void>((resolve) => timers.after(retryDelayMs, resolve));
    }
  }
}
