import type { ClientEvents } from './client-options.ts';
import type { Conversation } from './conversation.ts';
import type { ClientStore } from './data/store.ts';
import type { Emitter } from './emitter.ts';
import type { SyncAnnouncement } from './sync/sync-events.ts';

/** Messages read from the store at once. */
const readAtOnce = 200;

export interface AnnouncerOptions {
  readonly store: ClientStore;
  readonly events: Emitter<ClientEvents>;
  conversation(conversationId: string): Conversation | undefined;
  conversationChanged(): void;
  listed(): void;
}

/** Turns what the sync engine announces into events of the client. Called in order, one at a time. */
export class Announcer {
  readonly #options: AnnouncerOptions;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  async announce(announcement: SyncAnnouncement): Promise<void> {
    const { events } = this.#options;
    switch (announcement.type) {
      case 'messages':
        return this.#announceMessages(announcement.conversationId, announcement.fromIndex, announcement.toIndex);
      case 'conversation':
        return this.#announceConversation(announcement.conversationId);
      case 'gap': {
        const { conversationId, fromIndex, toIndex } = announcement;
        return events.emit('gap', { conversationId, fromIndex, toIndex });
      }
      case 'removed': {
        const { conversationId, fromIndex, toIndex } = announcement;
        return events.emit('removed', { conversationId, fromIndex, toIndex });
      }
      case 'receipt':
        return events.emit('receipt', announcement.receipt);
      case 'listed':
        return this.#options.listed();
    }
  }

  async #announceMessages(conversationId: string, fromIndex: number, toIndex: number): Promise<void> {
    const { store, events } = this.#options;
    for (let from = fromIndex; from <= toIndex; from += readAtOnce) {
      const to = Math.min(from + readAtOnce - 1, toIndex);
      const newestFirst = await store.readMessages(conversationId, from, to, readAtOnce);
      for (const message of [...newestFirst].reverse()) events.emit('message', message);
    }
  }

  #announceConversation(conversationId: string): void {
    this.#options.conversationChanged();
    const conversation = this.#options.conversation(conversationId);
    if (conversation !== undefined) this.#options.events.emit('conversation', conversation);
  }
}
