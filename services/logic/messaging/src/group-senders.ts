import { BoundedMap } from '@microchat/core/bounded-map';
import { type GroupAccessClients, resolveGroupAccess } from '@microchat/group-access/group-access';
import type { CallOptions } from '@microchat/rpc/service-contract';

/** Members remembered at most; a few dozen bytes each. */
const membersMax = 100_000;

/**
 * Remembers under which membership version a member was last allowed to send, so that a busy member costs no read per
 * message. It need not hear of changes: the log refuses an append authorised on an older version than its head's
 * (MEMBERSHIP_CHANGED), and then the sender is looked up again. Only members are remembered, never a refusal, so a new
 * member can send at once.
 */
export class GroupSenders {
  readonly #clients: GroupAccessClients;
  readonly #versions = new BoundedMap<string, number>(membersMax);

  constructor(clients: GroupAccessClients) {
    this.#clients = clients;
  }

  /** The membership version that allows the user to send, undefined if it may not. */
  async authorisedVersion(groupId: string, userId: string, options: CallOptions): Promise<number | undefined> {
    const known = this.#versions.get(`${groupId}~${userId}`);
    if (known !== undefined) return known;
    const access = await resolveGroupAccess(this.#clients, groupId, userId, options);
    if (access?.maySend !== true) return undefined;
    this.#versions.set(`${groupId}~${userId}`, access.membershipVersion);
    return access.membershipVersion;
  }

  forget(groupId: string, userId: string): void {
    this.#versions.delete(`${groupId}~${userId}`);
  }
}
