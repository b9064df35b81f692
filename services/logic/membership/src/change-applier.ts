import { BoundedMap } from '@microchat/core/bounded-map';
import { groupConversationId } from '@microchat/core/ids';
import { ServiceError } from '@microchat/core/service-error';
import type { GroupStoreDefinition } from '@microchat/group-store/contract';
import type { MessageStoreDefinition } from '@microchat/message-store/contract';
import type { AppendReply__Output } from '@microchat/proto/microchat/storage/v1/AppendReply';
import type { CallOptions, Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';
import { membershipEntry, type GroupChange } from './membership-entry.ts';
import { SerialByKey } from './serial-by-key.ts';

export interface ApplierClients {
  readonly groupStore: Client<GroupStoreDefinition>;
  readonly messageStore: Client<MessageStoreDefinition>;
  readonly sessionStore: Client<SessionStoreDefinition>;
}

/** Options for the next call, for example with what is left of a deadline now. */
export type NextCall = () => CallOptions;

/** Callers that change one group at the same time. */
const changesAtOnceMax = 128;
/** Changes that this process has applied lately, so that the event of each need not be looked into again. */
const completedKept = 10_000;

/**
 * Turns committed intents into what everybody sees: the entry in the group's log, the boundary in the group store, the
 * entry in the list of every user named. Handlers call it for the changes that they propose, the consumer of topic
 * `groups` for those whose handler did not get there.
 *
 * Why it is safe that several do so at once, in one process or in many:
 * - Order. A change is proposed before it is applied, and whoever applies it first reads all pending changes, that is
 *   every older one which is not settled. So when version v is appended, each older change is either settled, hence in
 *   the log, or was appended by this very run before. The log has the changes in the order of their versions; the group
 *   store refuses to settle them in another one.
 * - Once. The entry is the same whoever appends it, and its clientMessageId is the change id: a second append answers
 *   the first one's index. Long after, when the log may have forgotten the id, the entry's authorisedVersion refuses it.
 * - Repeatable. Settling again does nothing, and lists keep the newest boundary.
 */
export class ChangeApplier {
  readonly #clients: ApplierClients;
  readonly #groups = new SerialByKey(changesAtOnceMax);
  readonly #completed = new BoundedMap<string, true>(completedKept);

  constructor(clients: ApplierClients) {
    this.#clients = clients;
  }

  /** Resolves when the change and all older ones of its group are in the log, settled and in the lists. */
  async complete(change: GroupChange, nextCall: NextCall): Promise<void> {
    if (this.#completed.get(change.changeId)) return;
    await this.#groups.run(change.groupId, async () => {
      if (this.#completed.get(change.changeId)) return;
      await this.#applyPending(change.groupId, nextCall);
      if (!this.#completed.get(change.changeId)) await this.#listSettled(change, nextCall);
    });
  }

  /** Resolves when every change that was pending at the time of the call is in the log, settled and in the lists. */
  async completePending(groupId: string, nextCall: NextCall): Promise<void> {
    await this.#groups.run(groupId, () => this.#applyPending(groupId, nextCall));
  }

  async #applyPending(groupId: string, nextCall: NextCall): Promise<void> {
    const { changes } = await this.#clients.groupStore.listPending({ groupId }, nextCall());
    for (const change of changes) await this.#apply(change, nextCall);
  }

  async #apply(change: GroupChange, nextCall: NextCall): Promise<void> {
    const { groupId, changeId } = change;
    const entry = await this.#clients.messageStore.append(membershipEntry(change), nextCall());
    await ignoringForgotten(
      this.#clients.groupStore.settleChange({ groupId, changeId, index: entry.index }, nextCall()),
    );
    await this.#list(change, entry, nextCall);
  }

  /** Somebody else settled the change and may not have got to the lists. */
  async #listSettled(change: GroupChange, nextCall: NextCall): Promise<void> {
    const { groupId, actorId, changeId } = change;
    const { sent } = await this.#clients.messageStore.findSent(
      { conversationId: groupConversationId(groupId), senderId: actorId, clientMessageId: changeId },
      nextCall(),
    );
    // Forgotten by the log: the change is older than its memory, and its lists were written in that time.
    if (sent !== null) await this.#list(change, sent, nextCall);
  }

  async #list(change: GroupChange, entry: AppendReply__Output, nextCall: NextCall): Promise<void> {
    const { index, messageId, previousMessageId, count } = entry;
    const at = { index, messageId, previousMessageId, count, membershipVersion: change.version };
    const { groupId, actorId } = change;
    if (change.removedUserIds.includes(actorId)) {
      // The entry is the leaver's own, after which nothing is unread. Once the list says so, nothing would count anew.
      await this.#clients.sessionStore.advanceGroup(
        { groupId, ownSends: [{ userId: actorId, index, count }] },
        nextCall(),
      );
    }
    const record = (userId: string, joined: boolean) =>
      this.#clients.sessionStore.recordMembership(
        { userId, groupId: change.groupId, conversationId: groupConversationId(change.groupId), joined, at },
        nextCall(),
      );
    await Promise.all([
      ...change.addedUserIds.map((userId) => record(userId, true)),
      ...change.removedUserIds.map((userId) => record(userId, false)),
    ]);
    this.#completed.set(change.changeId, true);
  }
}

/** A change that the group store no longer remembers has settled before the last ones that it does. */
async function ignoringForgotten(settling: Promise<unknown>): Promise<void> {
  try {
    await settling;
  } catch (error) {
    if (!(error instanceof ServiceError && error.reason === 'CHANGE_NOT_FOUND')) throw error;
  }
}
