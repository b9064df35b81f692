import type { Receipt } from '../protocol/frames.ts';
import {
  hasUnconfirmedRead,
  notePeerReadIndex,
  noteReadConfirmed,
  noteReadHere,
  type ConversationState,
} from './conversation-state.ts';
import type { ConversationTable } from './conversation-table.ts';
import type { StepOutput } from './step-output.ts';

/**
 * Sees to it that the server learns how far the user has read here: at once, with every new connection, and with every
 * heartbeat while it doesn't. One report a conversation is under way at a time, always with the newest position.
 */
export class ReadReporter {
  readonly #table: ConversationTable;
  /** Positions under way to the server. */
  readonly #underWay = new Map<string, number>();
  readonly #unconfirmed = new Set<string>();

  constructor(table: ConversationTable) {
    this.#table = table;
    for (const state of table.all()) if (hasUnconfirmedRead(state)) this.#unconfirmed.add(state.conversationId);
  }

  readHere(conversationId: string, index: number, isOnline: boolean, output: StepOutput): void {
    const state = this.#table.get(conversationId);
    if (state === undefined) return;
    const noted = noteReadHere(markTaken(state), index);
    if (noted === state) return;
    this.#table.put(noted, output);
    output.changed(conversationId);
    this.#unconfirmed.add(conversationId);
    if (isOnline) this.#report(conversationId, output);
  }

  confirmed({ conversationId, readIndex, peerReadIndex, unread }: Receipt, output: StepOutput): void {
    const asked = this.#underWay.get(conversationId) ?? 0;
    this.#underWay.delete(conversationId);
    const state = this.#table.get(conversationId);
    if (state === undefined) return;
    const noted = notePeerReadIndex(noteReadConfirmed(state, readIndex), peerReadIndex);
    // The answer's count is the newest there is, though it does not say as of which entry. More than there are here means
    // that the server's head is further; the list or the heartbeat will tell it with its count.
    const isOfThisHead = readIndex >= noted.readIndex && unread <= noted.head - readIndex;
    const base = { unread, at: noted.head, readIndex: Math.max(readIndex, noted.hidden.clearedThrough) };
    this.#table.put(isOfThisHead ? { ...noted, base } : noted, output);
    output.changed(conversationId);
    // Read further meanwhile. What the server did not take is tried again with the next heartbeat, not at full speed.
    if (noted.readIndex > asked) this.#report(conversationId, output);
  }

  failed(conversationId: string, retryable: boolean, output: StepOutput): void {
    this.#underWay.delete(conversationId);
    const state = this.#table.get(conversationId);
    if (state === undefined || retryable) return;
    this.#table.put({ ...state, confirmedReadIndex: state.readIndex }, output);
  }

  reportAll(output: StepOutput): void {
    for (const conversationId of this.#unconfirmed) this.#report(conversationId, output);
  }

  disconnected(): void {
    this.#underWay.clear();
  }

  #report(conversationId: string, output: StepOutput): void {
    const state = this.#table.get(conversationId);
    if (state === undefined || !hasUnconfirmedRead(state)) {
      this.#unconfirmed.delete(conversationId);
      return;
    }
    if (this.#underWay.has(conversationId)) return;
    this.#underWay.set(conversationId, state.readIndex);
    output.add({ type: 'read', conversationId, index: state.readIndex });
  }
}

/** Reading takes the user's mark away, on the server, which therefore has to hear of it even if it knows the position. */
function markTaken(state: ConversationState): ConversationState {
  if (state.listing?.markedUnread !== true || state.readIndex === 0) return state;
  return { ...state, confirmedReadIndex: Math.min(state.confirmedReadIndex, state.readIndex - 1) };
}
