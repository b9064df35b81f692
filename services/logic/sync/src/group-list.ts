import { groupConversationId } from '@microchat/core/ids';
import type { MessageStoreDefinition } from '@microchat/message-store/contract';
import type { GroupHead__Output } from '@microchat/proto/microchat/storage/v1/GroupHead';
import type { LogHead__Output } from '@microchat/proto/microchat/storage/v1/LogHead';
import type { ListEntry__Output } from '@microchat/proto/microchat/storage/v1/ListEntry';
import type { CallOptions, Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';

const headsPerCall = 500;
/** Joining entries that are read at the same time. */
const joinsAtOnce = 32;

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

  /**
   * Entries of groups as they are now, after their heads were read, by conversation id. A removal in between would show the removed member a
   * head beyond it; delivery records a removal before any head beyond, so what is read again knows of it. Whole entries, where
   * `read` answers without drafts and deleted ranges.
   */
  async confirm(
    userId: string,
    listed: readonly Pick<ListedGroup, 'entry'>[],
    options: CallOptions,
  ): Promise<ReadonlyMap<string, ListEntry__Output>> {
    const conversationIds = listed.map(({ entry }) => entry.conversationId);
    if (conversationIds.length === 0) return new Map();
    const { entries } = await this.#sessionStore.getEntries({ userId, conversationIds }, options);
    return new Map(entries.map((entry) => [entry.conversationId, entry]));
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
   * A group's record follows its log with the delivery's delay, the user's membership does not: until the record has come to
   * the user's joining entry, that entry is the head. Not the log's newest: the record knows nothing yet of the user's own
   * sends after it, which would count as unread, nor the list of a removal.
   */
  async #completeFromLog(
    entries: readonly ListEntry__Output[],
    heads: Map<string, GroupHead__Output>,
    options: CallOptions,
  ): Promise<void> {
    const behind = entries.filter(
      ({ groupId, joinIndex, leftIndex }) => leftIndex === 0 && (heads.get(groupId)?.head?.index ?? 0) < joinIndex,
    );
    for (let start = 0; start < behind.length; start += joinsAtOnce) {
      await Promise.all(
        behind.slice(start, start + joinsAtOnce).map(async ({ groupId, joinIndex }) => {
          const recorded = heads.get(groupId);
          const head = await this.#entryAt(groupConversationId(groupId), joinIndex, options);
          if (recorded !== undefined && head !== undefined) heads.set(groupId, { ...recorded, head });
        }),
      );
    }
  }

  async #entryAt(conversationId: string, index: number, options: CallOptions): Promise<LogHead__Output | undefined> {
    const range = { conversationId, afterIndex: index - 1, beforeIndex: index + 1, limit: 1 };
    const { entries } = await this.#messageStore.readPage(range, options);
    return entries[0];
  }
}
