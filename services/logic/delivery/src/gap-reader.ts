import type { Conversation } from '@microchat/core/ids';
import type { MessageStoreDefinition } from '@microchat/message-store/contract';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import type { Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';

/** Entries in memory at a time, however long the gap is. */
const windowEntriesMax = 200;

export interface GapReaderClients {
  readonly messageStore: Client<MessageStoreDefinition>;
  readonly sessionStore: Client<SessionStoreDefinition>;
}

/** Reads from the stores what this instance did not get from the event log. */
export class GapReader {
  readonly #clients: GapReaderClients;

  constructor(clients: GapReaderClients) {
    this.#clients = clients;
  }

  /**
   * Index up to which some instance has delivered the conversation. Lists and records are written before anything is
   * pushed and before an offset is committed, so whatever was handled elsewhere while the partition was not ours is in.
   */
  async deliveredIndex(conversation: Conversation): Promise<number> {
    const { sessionStore } = this.#clients;
    if (conversation.type === 'GROUP') {
      const { groupId } = conversation;
      // Nobody's own sends are of interest.
      const { heads } = await sessionStore.getGroupHeads({ groupIds: [groupId], userId: groupId });
      return heads[0]?.head?.index ?? 0;
    }
    const { conversationId, userIds } = conversation;
    const lists = await Promise.all(
      userIds.map((userId) => sessionStore.getEntries({ userId, conversationIds: [conversationId] })),
    );
    return Math.min(...lists.map(({ entries }) => entries[0]?.head?.index ?? 0));
  }

  /** The oldest entries with after < index < before, ascending; none if there are none. */
  async readAfter(conversationId: string, after: number, before: number): Promise<LogEntry__Output[]> {
    const window: LogEntry__Output[] = [];
    // Pages are newest first, and may end early by their bytes.
    let beforeIndex = Math.min(before, after + windowEntriesMax + 1);
    while (beforeIndex > after + 1) {
      const page = await this.#clients.messageStore.readPage({
        conversationId,
        afterIndex: after,
        beforeIndex,
        limit: windowEntriesMax,
      });
      const oldest = page.entries.at(-1);
      if (oldest === undefined) break;
      window.push(...page.entries);
      beforeIndex = oldest.index;
    }
    return window.toReversed();
  }
}
