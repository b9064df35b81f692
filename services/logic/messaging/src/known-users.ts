import { BoundedMap } from '@microchat/core/bounded-map';
import type { CallOptions, Client } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '@microchat/user-store/contract';

const usersMax = 100_000;

/** Users that were seen to exist. Users are never un-created, so a positive answer stays true; a negative is not kept. */
export class KnownUsers {
  readonly #userStore: Client<UserStoreDefinition>;
  readonly #known = new BoundedMap<string, true>(usersMax);

  constructor(userStore: Client<UserStoreDefinition>) {
    this.#userStore = userStore;
  }

  async exists(userId: string, options: CallOptions): Promise<boolean> {
    if (this.#known.get(userId) === true) return true;
    const reply = await this.#userStore.getUsers({ userIds: [userId] }, options);
    const exists = reply.users[0]?.exists === true;
    if (exists) this.#known.set(userId, true);
    return exists;
  }
}
