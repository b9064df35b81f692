import type { Message } from '../protocol/frames.ts';
import type { ConversationState } from '../sync/conversation-state.ts';

/** A conversation as it is kept: everything but the fetch under way. Plain data, fit for structured clone and JSON. */
export type StoredConversation = Omit<ConversationState, 'fetch'>;

/** What a client knew when it last stopped. */
export interface StoredState {
  /** Whose data this is; empty for a new store. */
  readonly userId: string;
  /** Empty: never synced. */
  readonly cursor: string;
  readonly conversations: readonly StoredConversation[];
}

/** One step of the sync engine. */
export interface StoreBatch {
  readonly userId: string;
  readonly cursor: string;
  /** Replace what was stored under their ids. */
  readonly conversations: readonly StoredConversation[];
  /** Entries never change: an index that is stored already may be skipped. */
  readonly messages: readonly Message[];
  /** Messages up to and including an index that are no longer kept. Applied before `messages`. */
  readonly forget: readonly { readonly conversationId: string; readonly throughIndex: number }[];
  /** Messages that the user has cleared or deleted; left out = none. Applied before `messages`, too. */
  readonly remove?: readonly RemovedRange[];
}

/** Inclusive. */
export interface RemovedRange {
  readonly conversationId: string;
  readonly fromIndex: number;
  readonly toIndex: number;
}

/**
 * Data access of the SDK: one user's messages, conversations and cursor on this device. A store is used by one client at
 * a time, which never overlaps `save` calls. Contract suite: testing/store-contract.ts.
 */
export interface ClientStore {
  /** Called once, first. */
  load(): Promise<StoredState>;
  /**
   * Atomic: after a crash either all of the batch is there or nothing, because a cursor must never be newer than the heads
   * it stands for. Resolves when durable (as far as this store can). A rejection stops the client.
   */
  save(batch: StoreBatch): Promise<void>;
  /** Stored messages with fromIndex <= index <= toIndex, newest first, at most `limit`. */
  readMessages(conversationId: string, fromIndex: number, toIndex: number, limit: number): Promise<readonly Message[]>;
}
