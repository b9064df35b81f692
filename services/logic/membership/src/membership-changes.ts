import { ServiceError } from '@microchat/core/service-error';
import type { GroupStoreDefinition } from '@microchat/group-store/contract';
import type { Random } from '@microchat/ports/time';
import type { Client } from '@microchat/rpc/service-contract';
import type { ChangeApplier, NextCall } from './change-applier.ts';
import { splitUsers } from './domain/split-users.ts';
import type { GroupChange } from './membership-entry.ts';
import { newId } from './new-id.ts';

/** Opposite changes of one user that a proposal waits for before it gives up. */
const opposedMax = 5;

/** Membership changes from the proposal to the answer: when a call resolves, everybody named has the change. */
export class MembershipChanges {
  readonly #groupStore: Client<GroupStoreDefinition>;
  readonly #applier: ChangeApplier;
  readonly #random: Random;

  constructor(groupStore: Client<GroupStoreDefinition>, applier: ChangeApplier, random: Random) {
    this.#groupStore = groupStore;
    this.#applier = applier;
    this.#random = random;
  }

  /**
   * Adds users in as many changes as they need, in their order. If one fails the ones before it stay: the repetition of
   * the call adds the rest.
   */
  async add(groupId: string, actorId: string, userIds: readonly string[], nextCall: NextCall): Promise<void> {
    for (const addedUserIds of splitUsers(userIds)) {
      await this.#change({ groupId, actorId, addedUserIds, removedUserIds: [] }, nextCall);
    }
  }

  async remove(groupId: string, actorId: string, userId: string, nextCall: NextCall): Promise<void> {
    await this.#change({ groupId, actorId, addedUserIds: [], removedUserIds: [userId] }, nextCall);
  }

  /** A change that was proposed with the group's creation. */
  async complete(change: GroupChange, nextCall: NextCall): Promise<void> {
    await this.#applier.complete(change, nextCall);
  }

  async #change(wanted: Omit<GroupChange, 'changeId' | 'version'>, nextCall: NextCall): Promise<void> {
    const change = await this.#propose({ ...wanted, changeId: newId(this.#random) }, nextCall);
    // Nothing to change: but another call's change may have made it so and may not be in the log yet.
    if (change.version === 0) await this.#applier.completePending(wanted.groupId, nextCall);
    else await this.#applier.complete(change, nextCall);
  }

  async #propose(wanted: Omit<GroupChange, 'version'>, nextCall: NextCall): Promise<GroupChange> {
    const request = {
      ...wanted,
      addedUserIds: [...wanted.addedUserIds],
      removedUserIds: [...wanted.removedUserIds],
    };
    for (let attempt = 1; attempt <= opposedMax; attempt += 1) {
      try {
        const { change } = await this.#groupStore.proposeChange(request, nextCall());
        if (change === null) throw new Error('the group store answered a proposal without its change');
        return change;
      } catch (error) {
        if (!(error instanceof ServiceError && error.reason === 'CHANGE_PENDING')) throw error;
        await this.#applier.completePending(wanted.groupId, nextCall);
      }
    }
    throw new ServiceError('RESOURCE_EXHAUSTED', {
      reason: 'WRITER_BUSY',
      message: 'other changes of the same users were faster every time',
      retryAfterMs: 500,
    });
  }
}
