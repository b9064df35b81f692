import type { ClientStore, RemovedRange, StoreBatch } from '../data/store.ts';
import { addRange, hasIndex, type Ranges } from './ranges.ts';
import type { SaveReceipt, SyncAnnouncement } from './sync-events.ts';

type Item =
  | { readonly type: 'save'; readonly batch: StoreBatch; readonly receipt: SaveReceipt }
  | { readonly type: 'announce'; readonly announcement: SyncAnnouncement }
  | { readonly type: 'barrier'; readonly passed: () => void };

export interface SaveQueueOwner {
  saved(receipt: SaveReceipt): void;
  announce(announcement: SyncAnnouncement): Promise<void>;
  failed(cause: unknown): void;
  /** More than `waitingMessagesMax` messages wait for the store. */
  overflowed(): void;
}

/**
 * Saves in order, one at a time; what comes meanwhile becomes the next save as one batch. Announcements wait for the saves
 * before them, so that whatever the app is told can be read from the store.
 */
export class SaveQueue {
  readonly #store: ClientStore;
  readonly #owner: SaveQueueOwner;
  readonly #waitingMessagesMax: number;
  #items: Item[] = [];
  #waitingMessages = 0;
  #running = false;
  #broken = false;

  constructor(store: ClientStore, owner: SaveQueueOwner, waitingMessagesMax: number) {
    this.#store = store;
    this.#owner = owner;
    this.#waitingMessagesMax = waitingMessagesMax;
  }

  push(item: Item): void {
    if (this.#broken) {
      if (item.type === 'barrier') item.passed();
      return;
    }
    this.#items.push(item);
    if (item.type === 'save') this.#waitingMessages += Math.max(1, item.batch.messages.length);
    if (this.#waitingMessages > this.#waitingMessagesMax) this.#owner.overflowed();
    if (!this.#running) void this.#run();
  }

  /** Resolves when everything pushed so far is stored and announced, or when the store has failed. */
  flushed(): Promise<void> {
    return new Promise((passed) => this.push({ type: 'barrier', passed }));
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      while (this.#items.length > 0) await this.#runBatch();
    } catch (cause) {
      this.#broken = true;
      for (const item of this.#items) if (item.type === 'barrier') item.passed();
      this.#items = [];
      this.#owner.failed(cause);
    }
    this.#running = false;
  }

  async #runBatch(): Promise<void> {
    const items = this.#items;
    this.#items = [];
    this.#waitingMessages = 0;
    const saves = items.filter((item) => item.type === 'save');
    const batch = saves.map((save) => save.batch).reduce(mergeBatches, undefined);
    if (batch !== undefined) await this.#store.save(batch);
    for (const { receipt } of saves) this.#owner.saved(receipt);
    for (const item of items) {
      if (item.type === 'announce') await this.#owner.announce(item.announcement);
      else if (item.type === 'barrier') item.passed();
    }
  }
}

/** One batch that leaves the store as the two in a row would. */
export function mergeBatches(first: StoreBatch | undefined, second: StoreBatch): StoreBatch {
  if (first === undefined) return second;
  const conversations = new Map(first.conversations.map((conversation) => [conversation.conversationId, conversation]));
  for (const conversation of second.conversations) conversations.set(conversation.conversationId, conversation);
  const forget = new Map(second.forget.map(({ conversationId, throughIndex }) => [conversationId, throughIndex]));
  const removedLater = rangesOf(second.remove ?? []);
  const kept = first.messages.filter(
    ({ conversationId, index }) =>
      index > (forget.get(conversationId) ?? 0) && !hasIndex(removedLater.get(conversationId) ?? [], index),
  );
  for (const { conversationId, throughIndex } of first.forget) {
    forget.set(conversationId, Math.max(throughIndex, forget.get(conversationId) ?? 0));
  }
  return {
    userId: second.userId,
    cursor: second.cursor,
    conversations: [...conversations.values()],
    messages: [...kept, ...second.messages],
    forget: [...forget].map(([conversationId, throughIndex]) => ({ conversationId, throughIndex })),
    remove: [...(first.remove ?? []), ...(second.remove ?? [])],
  };
}

function rangesOf(removed: readonly RemovedRange[]): ReadonlyMap<string, Ranges> {
  const ranges = new Map<string, Ranges>();
  for (const { conversationId, fromIndex, toIndex } of removed) {
    ranges.set(conversationId, addRange(ranges.get(conversationId) ?? [], fromIndex, toIndex));
  }
  return ranges;
}
