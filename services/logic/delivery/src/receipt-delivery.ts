import { presentEntry } from '@microchat/core/conversation-list/present-entry';
import { userTopic } from '@microchat/core/ids';
import type { LogRecord } from '@microchat/ports/event-log';
import type { ListEntry__Output } from '@microchat/proto/microchat/storage/v1/ListEntry';
import type { SessionEvent__Output } from '@microchat/proto/microchat/storage/v1/SessionEvent';
import type { Client } from '@microchat/rpc/service-contract';
import type { SessionStoreDefinition } from '@microchat/session-store/contract';
import { decodeRecord } from './decode-record.ts';
import type { Pusher } from './pusher.ts';
import { retryWhileAway } from './retry-later.ts';

export interface ReceiptDeliveryDependencies {
  readonly sessionStore: Client<SessionStoreDefinition>;
  readonly pusher: Pusher;
  readonly decodeEvent: (value: Uint8Array) => SessionEvent__Output;
}

/** Carries changes of a user's list to the user's other devices, and read positions to the peer (B4, B5). */
export class ReceiptDelivery {
  readonly #dependencies: ReceiptDeliveryDependencies;

  constructor(dependencies: ReceiptDeliveryDependencies) {
    this.#dependencies = dependencies;
  }

  /** Handles records of one user, in order. Everything it stores only grows, so it may run again. */
  async handle(userId: string, records: readonly LogRecord[]): Promise<void> {
    const events = records.map((record) => decodeRecord(record, this.#dependencies.decodeEvent));
    // Of several changes of a conversation the last one says it all.
    const reads = lastOfEach(events.map((event) => event.readAdvanced?.entry));
    const changed = lastOfEach(events.map((event) => event.readAdvanced?.entry ?? event.listEntryChanged?.entry));
    await retryWhileAway(async () => {
      await Promise.all(reads.map((entry) => this.#deliverRead(userId, entry)));
      await Promise.all(changed.map((entry) => this.#pushEntry(userId, entry)));
    });
  }

  /** Stored for peers who are offline, then pushed to those who are not. */
  async #deliverRead(userId: string, entry: ListEntry__Output): Promise<void> {
    const { sessionStore, pusher } = this.#dependencies;
    const { conversationId, readIndex, peerId } = entry;
    const hasPeer = peerId !== '' && peerId !== userId;
    await Promise.all([
      sessionStore.recordReader({ conversationId, userId, readIndex }),
      hasPeer && sessionStore.recordPeerRead({ userId: peerId, conversationId, peerReadIndex: readIndex }),
    ]);
    const topics = [userTopic(userId), ...(hasPeer ? [userTopic(peerId)] : [])];
    await pusher.push(topics, { conversationId, receipts: [{ conversationId, userId, readIndex }] });
  }

  /** The user's own devices get the whole entry: unread and positions as they are now. */
  async #pushEntry(userId: string, entry: ListEntry__Output): Promise<void> {
    const { sessionStore, pusher } = this.#dependencies;
    const { conversationId, groupId } = entry;
    // The head first: a removal is recorded before any head beyond it, so an entry that is read later knows of it. The
    // other way round a removed member would be told what came after the removal.
    const heads = groupId === '' ? undefined : await sessionStore.getGroupHeads({ groupIds: [groupId], userId });
    const listed = await sessionStore.getEntries({ userId, conversationIds: [conversationId] });
    const presented = presentEntry(listed.entries[0] ?? entry, heads?.heads[0]);
    await pusher.push([userTopic(userId)], { conversationId, conversations: [presented] });
  }
}

function lastOfEach(entries: readonly (ListEntry__Output | null | undefined)[]): ListEntry__Output[] {
  const last = new Map<string, ListEntry__Output>();
  for (const entry of entries) if (entry) last.set(entry.conversationId, entry);
  return [...last.values()];
}
