import { groupConversationId } from '@microchat/core/ids';
import type { MessageStoreDefinition } from '@microchat/message-store/contract';
import type { GroupHead__Output } from '@microchat/proto/microchat/storage/v1/GroupHead';
import type { ListEntry__Output } from '@microchat/proto/microchat/storage/v1/ListEntry';
import type { CallOptions, Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';

const headsPerCall = 500;

export interface ListedGroup {
  readonly entry: ListEntry__Output;
  /** Undefined if the group has no record yet. For a group that the user left it still knows the user's own last send. */
  readonly groupHead: GroupHead__Output | undefined;
  /** messageId of the newest entry that this user may see. */
  readonly headMessageId: string;
}

/** The offset below which a group's head must be complete. */
export type CompleteBelow = (groupId: string) => number;

/** Reads the groups of a user's list together with their heads. */
export class GroupList {
  readonly #sessionStore: Client<SessionStoreDefinition>;
  readonly #messageStore: Client<MessageStoreDefinition>;

  constructor(sessionStore: Client<SessionStoreDefinition>, messageStore: Client<MessageStoreDefinition>) {
    this.#sessionStore = sessionStore;
    this.#messageStore = messageStore;
  }

  /** `completeBelow` left out: the heads contain everything that was recorded before the call. */
  async read(userId: string, completeBelow: CompleteBelow | undefined, options: CallOptions): Promise<ListedGroup[]> {
    const { entries } = await this.#sessionStore.listMemberships({ userId }, options);
    const heads = await this.#readHeads(userId, entries, completeBelow, options);
    return entries.map((entry) => {
      const groupHead = heads.get(entry.groupId);
      const head = entry.leftIndex > 0 ? entry.head : groupHead?.head;
      return { entry, groupHead, headMessageId: head?.messageId ?? '0' };
    });
  }

  async #readHeads(
    userId: string,
    entries: readonly ListEntry__Output[],
    completeBelow: CompleteBelow | undefined,
    options: CallOptions,
  ) {
    const heads = new Map<string, GroupHead__Output>();
    for (let start = 0; start < entries.length; start += headsPerCall) {
      const batch = entries.slice(start, start + headsPerCall);
      const groupIds = batch.map(({ groupId }) => groupId);
      const request = { groupIds, userId, ...(completeBelow && { completeBelow: groupIds.map(completeBelow) }) };
      const reply = await this.#sessionStore.getGroupHeads(request, options);
      for (const head of reply.heads) heads.set(head.groupId, head);
      await this.#completeFromLog(batch, heads, options);
    }
    return heads;
  }

  /**
   * A group's record follows its log with the delivery's delay, the user's membership does not: for a group whose
   * record has not come to the user's joining entry yet, the log is asked.
   */
  async #completeFromLog(
    entries: readonly ListEntry__Output[],
    heads: Map<string, GroupHead__Output>,
    options: CallOptions,
  ): Promise<void> {
    const behind = entries.filter(
      ({ groupId, joinIndex, leftIndex }) => leftIndex === 0 && (heads.get(groupId)?.head?.index ?? 0) < joinIndex,
    );
    if (behind.length === 0) return;
    const conversationIds = behind.map(({ groupId }) => groupConversationId(groupId));
    const reply = await this.#messageStore.getHeads({ conversationIds }, options);
    behind.forEach(({ groupId }, at) => {
      const recorded = heads.get(groupId);
      const head = reply.heads[at];
      if (recorded !== undefined && head !== undefined) heads.set(groupId, { ...recorded, head });
    });
  }
}
