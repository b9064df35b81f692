import type { Message } from '../protocol/frames.ts';
import type { ClientStore, StoreBatch, StoredConversation, StoredState } from './store.ts';

/** Messages of one conversation by index. */
interface MessageList {
  readonly byIndex: Map<number, Message>;
  /** Ascending. Kept sorted because nearly every message comes at the end. */
  readonly indexes: number[];
}

/**
 * Keeps everything in memory, so it lasts as long as the page or process. How much it holds is bounded by the sync engine,
 * which says what to forget.
 */
export class MemoryStore implements ClientStore {
  readonly #conversations = new Map<string, StoredConversation>();
  readonly #messages = new Map<string, MessageList>();
  #userId = '';
  #cursor = '';

  async load(): Promise<StoredState> {
    return { userId: this.#userId, cursor: this.#cursor, conversations: [...this.#conversations.values()] };
  }

  async save(batch: StoreBatch): Promise<void> {
    this.#userId = batch.userId;
    this.#cursor = batch.cursor;
    for (const conversation of batch.conversations) this.#conversations.set(conversation.conversationId, conversation);
    for (const { conversationId, throughIndex } of batch.forget) this.#remove(conversationId, 0, throughIndex);
    for (const { conversationId, fromIndex, toIndex } of batch.remove ?? []) {
      this.#remove(conversationId, fromIndex, toIndex);
    }
    for (const message of batch.messages) this.#add(message);
  }

  async readMessages(
    conversationId: string,
    fromIndex: number,
    toIndex: number,
    limit: number,
  ): Promise<readonly Message[]> {
    const list = this.#messages.get(conversationId);
    if (list === undefined) return [];
    const found: Message[] = [];
    for (let at = firstAfter(list.indexes, toIndex) - 1; at >= 0 && found.length < limit; at -= 1) {
      const index = list.indexes[at] ?? 0;
      if (index < fromIndex) break;
      const message = list.byIndex.get(index);
      if (message !== undefined) found.push(message);
    }
    return found;
  }

  /** Messages held, by conversation. */
  messageCounts(): ReadonlyMap<string, number> {
    return new Map([...this.#messages].map(([conversationId, { indexes }]) => [conversationId, indexes.length]));
  }

  #add(message: Message): void {
    const list = this.#messages.get(message.conversationId) ?? { byIndex: new Map(), indexes: [] };
    this.#messages.set(message.conversationId, list);
    if (list.byIndex.has(message.index)) return;
    list.byIndex.set(message.index, message);
    list.indexes.splice(firstAfter(list.indexes, message.index), 0, message.index);
  }

  #remove(conversationId: string, fromIndex: number, toIndex: number): void {
    const list = this.#messages.get(conversationId);
    if (list === undefined) return;
    const start = firstAfter(list.indexes, fromIndex - 1);
    const count = Math.max(0, firstAfter(list.indexes, toIndex) - start);
    for (const index of list.indexes.splice(start, count)) list.byIndex.delete(index);
  }
}

/** Place of the first element that is larger than `value`. */
function firstAfter(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
