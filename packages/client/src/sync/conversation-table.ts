import type { StoredConversation } from '../data/store.ts';
import type { SyncBounds } from './bounds.ts';
import { forgetOldest, heldCount, type ConversationState } from './conversation-state.ts';
import { idle } from './fetch.ts';
import type { StepOutput } from './step-output.ts';
import { upgraded } from './upgrade-stored.ts';

/** All conversations, and how many messages of them are kept. */
export class ConversationTable {
  readonly #bounds: SyncBounds;
  readonly #conversations = new Map<string, ConversationState>();
  #held = 0;

  constructor(stored: readonly StoredConversation[], bounds: SyncBounds) {
    this.#bounds = bounds;
    for (const conversation of stored.map(upgraded)) {
      this.#conversations.set(conversation.conversationId, { ...conversation, fetch: idle });
      this.#held += heldCount({ ...conversation, fetch: idle });
    }
  }

  get(conversationId: string): ConversationState | undefined {
    return this.#conversations.get(conversationId);
  }

  all(): readonly ConversationState[] {
    return [...this.#conversations.values()];
  }

  put(state: ConversationState, output: StepOutput): void {
    const before = this.#conversations.get(state.conversationId);
    if (before === state) return;
    this.#conversations.set(state.conversationId, state);
    this.#held += heldCount(state) - (before === undefined ? 0 : heldCount(before));
    output.dirty(state.conversationId);
  }

  /** How a fetch stands is not stored, so it makes no conversation dirty. */
  putFetch(state: ConversationState): void {
    this.#conversations.set(state.conversationId, state);
  }

  /**
   * Forgets what is beyond the bounds after messages came to this conversation. What the app scrolled back to stays until
   * then, however much it is.
   */
  trim(conversationId: string, output: StepOutput): void {
    this.#forget(conversationId, this.#bounds.heldPerConversationMax, output);
    if (this.#held <= this.#bounds.heldMax) return;
    const largest = this.all().reduce((left, right) => (heldCount(right) > heldCount(left) ? right : left));
    this.#forget(largest.conversationId, Math.ceil(heldCount(largest) / 2), output);
  }

  stored(conversationId: string): StoredConversation | undefined {
    const state = this.#conversations.get(conversationId);
    if (state === undefined) return undefined;
    const { fetch: _fetch, ...stored } = state;
    return stored;
  }

  #forget(conversationId: string, heldMax: number, output: StepOutput): void {
    const before = this.#conversations.get(conversationId);
    if (before === undefined) return;
    const { state, through } = forgetOldest(before, heldMax, this.#bounds.rangesMax);
    if (through === 0) return;
    output.forget(conversationId, through);
    this.put(state, output);
  }
}
