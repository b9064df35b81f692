import { BoundedMap } from '@microchat/core/bounded-map';
import { type Conversation, groupTopic, parseConversationId, peerOf, userTopic } from '@microchat/core/ids';
import type { MessageStoreDefinition } from '@microchat/message-store/contract';
import { type LogRecord, PoisonRecordError } from '@microchat/ports/event-log';
import type { LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import type { MessageAppended__Output } from '@microchat/proto/microchat/storage/v1/MessageAppended';
import { decodeContent } from '@microchat/protocol/content';
import type { Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';
import { decodeRecord } from './decode-record.ts';
import type { DeliveryMetrics } from './delivery-metrics.ts';
import { cutBatches } from './domain/cut-batches.ts';
import { freshRuns } from './domain/fresh-runs.ts';
import { newestOwnSends } from './domain/newest-own-sends.ts';
import { GapReader } from './gap-reader.ts';
import type { Pusher } from './pusher.ts';
import { retryWhileAway } from './retry-later.ts';

/** Conversations whose last delivered index is remembered; a forgotten one only costs a repeated push. */
const conversationsMax = 100_000;

export interface MessageDeliveryDependencies {
  readonly messageStore: Client<MessageStoreDefinition>;
  readonly sessionStore: Client<SessionStoreDefinition>;
  readonly pusher: Pusher;
  readonly metrics: DeliveryMetrics;
  readonly decodeEvent: (value: Uint8Array) => MessageAppended__Output;
}

/** Delivers what was appended to conversation logs: lists and group records first, then the push (A1, A4, B1). */
export class MessageDelivery {
  readonly #dependencies: MessageDeliveryDependencies;
  readonly #gaps: GapReader;
  /** By this instance; others may have delivered more. */
  readonly #delivered = new BoundedMap<string, number>(conversationsMax);

  constructor(dependencies: MessageDeliveryDependencies) {
    this.#dependencies = dependencies;
    this.#gaps = new GapReader(dependencies);
  }

  /**
   * Handles records of one conversation, in order. May be called again with the same ones, also by another instance that
   * has the partition now while this one is still at it: what is stored only grows, and workers and clients drop pushed
   * entries that they have.
   */
  async handle(conversationId: string, records: readonly LogRecord[]): Promise<void> {
    const conversation = parseConversationId(conversationId);
    if (conversation === undefined) throw new PoisonRecordError('not a conversation id');
    const entries = records.map((record) => entryOf(decodeRecord(record, this.#dependencies.decodeEvent)));
    const last = records.at(-1);
    if (last === undefined) return;

    await retryWhileAway(() => this.#deliverFresh(conversation, entries, last));
  }

  /** Leaves out what was delivered before. What the event log skipped is delivered first. */
  async #deliverFresh(
    conversation: Conversation,
    entries: readonly LogEntry__Output[],
    last: LogRecord,
  ): Promise<void> {
    const runs = freshRuns(this.#delivered.get(conversation.conversationId), entries);
    const fresh = runs.reduce((count, run) => count + run.entries.length, 0);
    this.#dependencies.metrics.replaysDropped.inc(entries.length - fresh);
    for (const { entries: run, gapAfter } of runs) {
      const before = run[0]?.index ?? 0;
      if (gapAfter !== undefined) await this.#deliverGap(conversation, { after: gapAfter, before }, last);
      await this.#deliver(conversation, run, last);
    }
  }

  /**
   * Entries between what this instance delivered and what it gets now. Either the partition was another instance's for a
   * while, which then has delivered them; or the event log lost them.
   */
  async #deliverGap(
    conversation: Conversation,
    { after, before }: { readonly after: number; readonly before: number },
    last: LogRecord,
  ): Promise<void> {
    const { metrics } = this.#dependencies;
    const { conversationId } = conversation;
    let delivered = Math.max(after, await this.#gaps.deliveredIndex(conversation));
    while (delivered < before - 1) {
      const missing = await this.#gaps.readAfter(conversationId, delivered, before);
      const newest = missing.at(-1);
      if (newest === undefined) return;
      await this.#deliver(conversation, missing, last);
      metrics.gapsFilled.inc(missing.length);
      delivered = newest.index;
    }
  }

  /** `last`: the record that tells the place in the event log. */
  async #deliver(conversation: Conversation, entries: readonly LogEntry__Output[], last: LogRecord): Promise<void> {
    const newest = entries.at(-1);
    if (newest === undefined) return;
    if (conversation.type === 'SINGLE') await this.#deliverSingle(conversation, entries);
    else await this.#deliverGroup(conversation, entries, last);
    const { conversationId } = conversation;
    this.#delivered.set(conversationId, Math.max(newest.index, this.#delivered.get(conversationId) ?? 0));
  }

  async #deliverSingle(
    conversation: Conversation & { type: 'SINGLE' },
    entries: readonly LogEntry__Output[],
  ): Promise<void> {
    const { sessionStore, pusher } = this.#dependencies;
    const { conversationId } = conversation;
    const head = entries.at(-1);
    const userIds = new Set(conversation.userIds);
    await Promise.all(
      [...userIds].map((userId) => {
        const own = entries.findLast(({ senderId }) => senderId === userId);
        return sessionStore.recordHead({
          userId,
          conversationId,
          peerId: peerOf(conversation, userId) ?? userId,
          head: headOf(head),
          ownIndex: own?.index ?? 0,
          ownCount: own?.count ?? 0,
        });
      }),
    );
    await pusher.push([...userIds].map(userTopic), { conversationId, entries: [...entries] });
  }

  async #deliverGroup(
    { conversationId, groupId }: Conversation & { type: 'GROUP' },
    entries: readonly LogEntry__Output[],
    last: LogRecord,
  ): Promise<void> {
    const { sessionStore, pusher } = this.#dependencies;
    const ownSends = newestOwnSends(entries);
    // What a member has sent before the list says that the user left: no head comes after it that would be counted anew.
    if (ownSends.length > 0 && entries.some((entry) => changeIn(entry) !== undefined)) {
      await sessionStore.advanceGroup({ groupId, ownSends });
    }
    // A removal before the head beyond it: sync reads the head first and the membership after it.
    await this.#recordMemberships(groupId, conversationId, entries);
    await sessionStore.advanceGroup({
      groupId,
      head: headOf(entries.at(-1)),
      ownSends,
      logPartition: last.partition,
      logOffset: last.offset,
    });
    for (const batch of cutBatches(entries, (entry) => changeIn(entry)?.namedUserIds)) {
      const topics = [groupTopic(groupId), ...batch.namedUserIds.map(userTopic)];
      await pusher.push(topics, { conversationId, entries: [...batch.entries] });
    }
  }

  /** In log order for each user, so that the last change of a user decides. */
  async #recordMemberships(
    groupId: string,
    conversationId: string,
    entries: readonly LogEntry__Output[],
  ): Promise<void> {
    for (const entry of entries) {
      const change = changeIn(entry);
      if (change === undefined) continue;
      const record = (userId: string, joined: boolean) =>
        this.#dependencies.sessionStore.recordMembership({
          userId,
          groupId,
          conversationId,
          joined,
          at: headOf(entry),
        });
      await Promise.all([
        ...change.addedUserIds.map((userId) => record(userId, true)),
        ...change.removedUserIds.map((userId) => record(userId, false)),
      ]);
    }
  }
}

function entryOf(event: MessageAppended__Output): LogEntry__Output {
  if (event.entry === null) throw new PoisonRecordError('event without entry');
  return event.entry;
}

function headOf(entry: LogEntry__Output | undefined) {
  if (entry === undefined) throw new Error('a batch has at least one entry');
  const { index, messageId, previousMessageId, count, membershipVersion } = entry;
  return { index, messageId, previousMessageId, count, membershipVersion };
}

/** The membership change that an entry is, if it is one. Only those have a membership version. */
function changeIn(entry: LogEntry__Output) {
  if (entry.membershipVersion === 0) return undefined;
  const { membership } = decodeContent(entry.content);
  if (membership === undefined || membership === null) return undefined;
  const { addedUserIds, removedUserIds } = membership;
  return { addedUserIds, removedUserIds, namedUserIds: [...addedUserIds, ...removedUserIds] };
}
