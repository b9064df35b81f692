import { groupConversationId } from '@microchat/core/ids';
import { eventTopics } from '@microchat/core/topics';
import type { MessageStoreDefinition } from '@microchat/message-store/contract';
import type { EventLog } from '@microchat/ports/event-log';
import type { GroupHead__Output } from '@microchat/proto/microchat/storage/v1/GroupHead';
import type { ListEntry__Output } from '@microchat/proto/microchat/storage/v1/ListEntry';
import type { CallOptions, Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';
import { decodeCursor, encodeCursor } from './cursor-text.ts';
import type { DeliveredOffsets } from './delivered-offsets.ts';
import { type Cursor, isAfter, type Paging, type Position, startOfList, toldThrough } from './domain/cursor.ts';
import { type GroupChange, isNewer, mergePage, type SingleChange } from './domain/merge-page.ts';
import { type CompleteBelow, GroupList, type ListedGroup } from './group-list.ts';

/**
 * How new group heads have to be. `now`: whatever was recorded before the call is in the answer. `claimed`: whatever the
 * new cursor claims; a head whose offset is not committed yet may be left to the next sync, which costs fewer reads.
 */
export type Freshness = 'now' | 'claimed';

/** Rows asked of the list per read; group rows among them are skipped, so it may take several. */
const listReadLimit = 500;

export interface ChangedConversation {
  readonly entry: ListEntry__Output;
  /** Groups only. */
  readonly groupHead: GroupHead__Output | undefined;
}

export interface ChangesRead {
  readonly conversations: readonly ChangedConversation[];
  readonly cursor: string;
  readonly hasMore: boolean;
  readonly reset: boolean;
  /** What the client had seen before. */
  readonly seen: Position;
  /** All groups of the user's list with their heads. */
  readonly groups: readonly ListedGroup[];
}

/**
 * Reads what changed for a user since a cursor.
 *
 * Nothing is skipped, because everything that the new cursor claims to have seen was readable before it was read:
 * - the offsets are taken first; a group head below a committed offset was stored before the offset was committed, and
 *   the session store, of which any instance may answer, is told that offset and what it answers is complete below it;
 *   While the log does not tell them, the new cursor claims what the old one did: changed groups come again later;
 * - the list version is taken next, and the memberships are read after it, so a membership change that the version
 *   includes is in what we read. Whatever changes meanwhile may be sent twice, which clients ignore.
 */
export class ChangeReader {
  readonly #sessionStore: Client<SessionStoreDefinition>;
  readonly #partitionOf: EventLog['partitionOf'];
  readonly #delivered: DeliveredOffsets;
  readonly #groupList: GroupList;
  #epoch: string | undefined;

  constructor(
    sessionStore: Client<SessionStoreDefinition>,
    messageStore: Client<MessageStoreDefinition>,
    eventLog: EventLog,
    delivered: DeliveredOffsets,
  ) {
    this.#sessionStore = sessionStore;
    this.#partitionOf = (topic, key) => eventLog.partitionOf(topic, key);
    this.#delivered = delivered;
    this.#groupList = new GroupList(sessionStore, messageStore);
  }

  /** `cursorText` empty: everything. One page of at most `limit` conversations, newest first. */
  async read(
    userId: string,
    cursorText: string,
    limit: number,
    freshness: Freshness,
    options: CallOptions,
  ): Promise<ChangesRead> {
    const epoch = await this.#readEpoch(options);
    const decoded = decodeCursor(cursorText);
    const valid = decoded?.epoch === epoch ? decoded : undefined;
    const changes = await this.#readFrom(userId, valid ?? { epoch, seen: startOfList }, limit, freshness, options);
    if (changes !== undefined) return { ...changes, reset: cursorText !== '' && valid === undefined };

    // The list is older than the cursor: it was restored from a backup. The client keeps its store and compares heads.
    const everything = await this.#readFrom(userId, { epoch, seen: startOfList }, limit, freshness, options);
    if (everything === undefined) throw new Error('a list cannot be older than its start');
    return { ...everything, reset: true };
  }

  /** Undefined if the user's list has not come as far as the cursor says. */
  async #readFrom(
    userId: string,
    cursor: Cursor,
    limit: number,
    freshness: Freshness,
    options: CallOptions,
  ): Promise<Omit<ChangesRead, 'reset'> | undefined> {
    const from: Pick<Paging, 'belowVersion' | 'belowMessageId'> = cursor.paging ?? { belowVersion: 0 };
    const delivered = await this.#delivered.read();
    const offsets = delivered ?? cursor.seen.offsets;
    const singles = await this.#changedSingles(userId, cursor.seen, from.belowVersion, limit, options);
    if (singles.listVersion < cursor.seen.listVersion) return undefined;

    // Only what the log said: a cursor comes from a client, and the session store remembers what it is told.
    const completeBelow = freshness === 'claimed' && delivered !== undefined ? this.#below(delivered) : undefined;
    const groups = await this.#groupList.read(userId, completeBelow, options);
    const changedGroups = groups
      .filter((group) => hasChanged(group, cursor.seen))
      .map((group): GroupChange<ChangedConversation> => ({ messageId: group.headMessageId, entry: group }))
      .filter(({ messageId }) => from.belowMessageId === undefined || isNewer(from.belowMessageId, messageId))
      .sort((left, right) => (isNewer(left.messageId, right.messageId) ? -1 : 1));

    const page = mergePage(singles.changes, singles.hasMore, changedGroups, limit, from);
    const top = cursor.paging?.top ?? { listVersion: singles.listVersion, offsets };
    // An entry that moved above the top while the pages were read has not been told; only its head will be in a pong.
    const stoodStill = !singles.hasMoved && singles.listVersion === top.listVersion;
    const next: Cursor =
      page.next === undefined
        ? { epoch: cursor.epoch, seen: stoodStill ? top : { ...top, toldThrough: toldThrough(cursor.seen) } }
        : { epoch: cursor.epoch, seen: cursor.seen, paging: { top, ...page.next } };
    return {
      conversations: await this.#confirmed(userId, page.entries, options),
      cursor: encodeCursor(next),
      hasMore: page.hasMore,
      seen: cursor.seen,
      groups,
    };
  }

  /** At most a page, so one read. */
  async #confirmed(
    userId: string,
    conversations: readonly ChangedConversation[],
    options: CallOptions,
  ): Promise<ChangedConversation[]> {
    const groups = conversations.filter(({ entry }) => entry.groupId !== '');
    const now = await this.#groupList.confirm(userId, groups, options);
    return conversations.map((changed) => ({
      ...changed,
      entry: now.get(changed.entry.conversationId) ?? changed.entry,
    }));
  }

  #below(offsets: readonly number[]): CompleteBelow {
    return (groupId) => offsets[this.#partitionOf(eventTopics.messages, groupConversationId(groupId))] ?? 0;
  }

  async #changedSingles(userId: string, seen: Position, below: number, limit: number, options: CallOptions) {
    const changes: SingleChange<ChangedConversation>[] = [];
    let belowVersion = below;
    let listVersion: number | undefined;
    let hasMoved = false;
    for (;;) {
      const reply = await this.#sessionStore.readChanges(
        { userId, sinceVersion: seen.listVersion, belowVersion, limit: listReadLimit },
        options,
      );
      listVersion ??= reply.listVersion;
      hasMoved ||= reply.hasMoved || reply.listVersion !== listVersion;
      for (const entry of reply.entries) {
        belowVersion = entry.changeVersion;
        if (entry.groupId !== '') continue;
        if (changes.length === limit) return { changes, hasMore: true, listVersion, hasMoved };
        changes.push({
          version: entry.changeVersion,
          messageId: entry.head?.messageId ?? '0',
          entry: { entry, groupHead: undefined },
        });
      }
      if (!reply.hasMore || reply.entries.length === 0) return { changes, hasMore: false, listVersion, hasMoved };
    }
  }

  /** The epoch never changes, so one read serves the life of the process. */
  async #readEpoch(options: CallOptions): Promise<string> {
    this.#epoch ??= (await this.#sessionStore.getEpoch({}, options)).epoch;
    return this.#epoch;
  }
}

function hasChanged({ entry, groupHead }: ListedGroup, seen: Position): boolean {
  if (entry.changeVersion > seen.listVersion) return true;
  if (entry.leftIndex > 0 || groupHead === undefined) return false;
  return isAfter(seen, groupHead.logPartition, Number(groupHead.logOffset));
}
