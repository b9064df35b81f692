import type { RemovedRange, StoredConversation } from '../data/store.ts';
import type { Message, Position } from '../protocol/frames.ts';
import type { SaveReceipt, SyncAnnouncement, SyncEffect } from './sync-events.ts';

/** Collects what one step of the engine stores, announces and asks for, and puts it in order: store first. */
export class StepOutput {
  readonly #dirty = new Set<string>();
  readonly #messages: Message[] = [];
  readonly #forget = new Map<string, number>();
  readonly #remove: RemovedRange[] = [];
  readonly #announcements: SyncAnnouncement[] = [];
  readonly #changed = new Set<string>();
  readonly #orders: SyncEffect[] = [];
  readonly #filled: Position[] = [];
  #frames = 0;
  #cursorMoved = false;

  /** The conversation's record changed. */
  dirty(conversationId: string): void {
    this.#dirty.add(conversationId);
  }

  storeMessages(messages: readonly Message[]): void {
    this.#messages.push(...messages);
  }

  forget(conversationId: string, throughIndex: number): void {
    this.#forget.set(conversationId, Math.max(throughIndex, this.#forget.get(conversationId) ?? 0));
  }

  /** The user does not want to see it any more: it leaves the store, and the app is told. */
  remove(range: RemovedRange): void {
    this.#remove.push(range);
    this.#announcements.push({ type: 'removed', ...range });
  }

  cursorMoved(): void {
    this.#cursorMoved = true;
  }

  frameCame(): void {
    this.#frames += 1;
  }

  filled(position: Position): void {
    this.#filled.push(position);
  }

  /** The app sees the conversation differently now; told once per step, after the messages. */
  changed(conversationId: string): void {
    this.#changed.add(conversationId);
  }

  announce(announcement: SyncAnnouncement): void {
    this.#announcements.push(announcement);
  }

  add(order: SyncEffect): void {
    this.#orders.push(order);
  }

  saveReceipt(): Omit<SaveReceipt, 'connection'> {
    return { frames: this.#frames, positions: this.#filled };
  }

  effects(
    userId: string,
    cursor: string,
    receipt: SaveReceipt,
    stored: (conversationId: string) => StoredConversation | undefined,
  ): readonly SyncEffect[] {
    const effects: SyncEffect[] = [];
    if (this.#hasSave()) {
      const conversations = [...this.#dirty].flatMap((conversationId) => stored(conversationId) ?? []);
      const forget = [...this.#forget].map(([conversationId, throughIndex]) => ({ conversationId, throughIndex }));
      effects.push({
        type: 'save',
        batch: { userId, cursor, conversations, messages: this.#messages, forget, remove: this.#remove },
        receipt,
      });
    }
    const lists = this.#announcements.filter((announcement) => announcement.type === 'listed');
    const others = this.#announcements.filter((announcement) => announcement.type !== 'listed');
    const changed = [...this.#changed].map((conversationId) => ({ type: 'conversation' as const, conversationId }));
    for (const announcement of [...others, ...changed, ...lists]) effects.push({ type: 'announce', announcement });
    return [...effects, ...this.#orders];
  }

  #hasSave(): boolean {
    return this.#dirty.size > 0 || this.#cursorMoved || this.#frames > 0 || this.#filled.length > 0;
  }
}
