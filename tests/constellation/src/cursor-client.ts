import type { Constellation } from './constellation.ts';
import { insisting } from './several-processes.ts';

/**
 * A client that hears of changes by nothing but its cursor: no push ever reaches it. What a cursor passed without its
 * having been told stays unknown to it for ever.
 */
export class CursorClient {
  readonly userId: string;
  /** Newest index known of each conversation. */
  readonly heads = new Map<string, number>();
  readonly #all: Constellation;
  #cursor = '';

  constructor(all: Constellation, userId: string) {
    this.#all = all;
    this.userId = userId;
  }

  async sync(): Promise<void> {
    for (let hasMore = true; hasMore; ) {
      const changes = await insisting(() =>
        this.#all.sync.getChanges({ userId: this.userId, cursor: this.#cursor, limit: 3 }),
      );
      for (const { conversationId, head } of changes.conversations) this.#note(conversationId, head?.index ?? 0);
      this.#cursor = changes.cursor;
      hasMore = changes.hasMore;
    }
  }

  async ping(): Promise<void> {
    const pong = await insisting(() => this.#all.sync.getHeads({ userId: this.userId, cursor: this.#cursor }));
    if (pong.hasMore) {
      await this.sync();
      return;
    }
    for (const { conversationId, index } of pong.heads) this.#note(conversationId, index);
    this.#cursor = pong.cursor;
  }

  #note(conversationId: string, index: number): void {
    this.heads.set(conversationId, Math.max(index, this.heads.get(conversationId) ?? 0));
  }
}
