import { BoundedMap } from '@microchat/core/bounded-map';
import type { Timers } from '@microchat/ports/time';
import type { Client } from '@microchat/rpc/service-contract';
import type { UserStoreDefinition } from '@microchat/user-store/contract';

/** So long after a revocation a token may still pass here. */
export const userRecordTtlMs = 3_000;
const usersMax = 50_000;

interface CachedRecord {
  readonly version: Promise<number>;
  readonly readAtMs: number;
}

/** What the API needs to know of its callers: that they exist, and which tokens of theirs are revoked. */
export class UserRecords {
  readonly #userStore: Client<UserStoreDefinition>;
  readonly #timers: Pick<Timers, 'monotonicMs'>;
  readonly #records = new BoundedMap<string, CachedRecord>(usersMax);

  constructor(userStore: Client<UserStoreDefinition>, timers: Pick<Timers, 'monotonicMs'>) {
    this.#userStore = userStore;
    this.#timers = timers;
  }

  /** Tokens with a lower version are revoked. Creates the user at its first sight. Kept for `userRecordTtlMs`. */
  async revocationVersion(userId: string): Promise<number> {
    const nowMs = this.#timers.monotonicMs();
    const cached = this.#records.get(userId);
    if (cached !== undefined && nowMs - cached.readAtMs < userRecordTtlMs) return cached.version;
    // The promise is kept, so that requests that come together read once.
    const record = { version: this.#read(userId), readAtMs: nowMs };
    this.#records.set(userId, record);
    try {
      return await record.version;
    } catch (error) {
      if (this.#records.get(userId) === record) this.#records.delete(userId);
      throw error;
    }
  }

  async #read(userId: string): Promise<number> {
    const { users } = await this.#userStore.getUsers({ userIds: [userId] });
    const user = users[0];
    if (user?.exists) return user.revocationVersion;
    await this.#userStore.ensureUser({ userId });
    return 0;
  }
}
