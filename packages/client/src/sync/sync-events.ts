import type { StoreBatch } from '../data/store.ts';
import type {
  Changes,
  ConversationEntry,
  Message,
  Notify,
  Page,
  Pong,
  Position,
  Pull,
  ReadReceipt,
  Receipt,
  Recipient,
} from '../protocol/frames.ts';

/** What happened, as the engine is told. */
export type SyncEvent =
  | { readonly type: 'welcomed'; readonly userId: string; readonly changes: Changes }
  | { readonly type: 'changesCame'; readonly changes: Changes }
  | { readonly type: 'syncFailed'; readonly retryAfterMs: number }
  | { readonly type: 'notified'; readonly notify: Notify }
  | { readonly type: 'ponged'; readonly pong: Pong }
  | { readonly type: 'pageCame'; readonly pullId: number; readonly pull: Pull; readonly page: Page }
  | { readonly type: 'pullFailed'; readonly pullId: number; readonly retryable: boolean; readonly retryAfterMs: number }
  /** A page that the app asked for. */
  | { readonly type: 'historyCame'; readonly pull: Pull; readonly page: Page }
  /** The answer to a change of the user's own list. */
  | { readonly type: 'entryCame'; readonly entry: ConversationEntry }
  /** The user's own message was accepted. */
  | { readonly type: 'sent'; readonly message: Message; readonly to: Recipient }
  | { readonly type: 'readHere'; readonly conversationId: string; readonly index: number }
  | { readonly type: 'readConfirmed'; readonly receipt: Receipt }
  | { readonly type: 'readFailed'; readonly conversationId: string; readonly retryable: boolean }
  /** The batch of a `save` effect is stored. */
  | { readonly type: 'saved'; readonly receipt: SaveReceipt }
  | { readonly type: 'timerFired'; readonly timer: SyncTimer }
  | { readonly type: 'disconnected' };

/** Travels with a save and comes back when it is done: what may be acknowledged then. */
export interface SaveReceipt {
  readonly connection: number;
  /** Notify frames that the batch holds. */
  readonly frames: number;
  /** Conversations whose holes the batch closed. */
  readonly positions: readonly Position[];
}

export type SyncTimer = { readonly name: 'ack' | 'list' } | { readonly name: 'pull'; readonly conversationId: string };

/** What the shell does, in this order. `announced` ones wait until the saves before them are done. */
export type SyncEffect =
  | { readonly type: 'save'; readonly batch: StoreBatch; readonly receipt: SaveReceipt }
  | { readonly type: 'announce'; readonly announcement: SyncAnnouncement }
  | { readonly type: 'pull'; readonly pullId: number; readonly pull: Pull }
  | { readonly type: 'sync'; readonly cursor: string; readonly limit: number }
  | { readonly type: 'read'; readonly conversationId: string; readonly index: number }
  | { readonly type: 'ack'; readonly received: number; readonly positions: readonly Position[] }
  /** Replaces a running timer of the same name. */
  | { readonly type: 'timer'; readonly timer: SyncTimer; readonly delayMs: number };

/** What the app is told. */
export type SyncAnnouncement =
  /** Stored messages of this range, in ascending order, each once. */
  | { readonly type: 'messages'; readonly conversationId: string; readonly fromIndex: number; readonly toIndex: number }
  /** Messages that are not announced; they can be read as history. */
  | { readonly type: 'gap'; readonly conversationId: string; readonly fromIndex: number; readonly toIndex: number }
  /** Messages that the user has cleared or deleted, here or on another device; they are no longer stored. */
  | { readonly type: 'removed'; readonly conversationId: string; readonly fromIndex: number; readonly toIndex: number }
  | { readonly type: 'conversation'; readonly conversationId: string }
  | { readonly type: 'receipt'; readonly receipt: ReadReceipt }
  /** The conversation list is complete. */
  | { readonly type: 'listed' };
