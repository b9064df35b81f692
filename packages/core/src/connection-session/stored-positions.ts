import type { FrameRange } from './frame-ledger.ts';

/** Everything up to and including `index` of the conversation is stored by the client. */
export interface StoredPosition {
  readonly conversationId: string;
  readonly index: number;
}

interface Known {
  /** Stored without a hole up to here. */
  through: number;
  /** The part of it that the device cursor has been told. */
  saved: number;
}

/**
 * How far one device has stored each conversation, as learned on one connection: from positions that the client claims
 * and from acknowledged frames. Acknowledged frames move a position only where they join what is known to be stored;
 * behind a hole they are forgotten, and the client says by a position when it has filled it. Forgetting is always safe:
 * the device cursor only stays lower than it could be.
 */
export class StoredPositions {
  #known = new Map<string, Known>();
  #unsaved = new Set<string>();
  readonly #conversationsMax: number;

  constructor(conversationsMax: number) {
    this.#conversationsMax = conversationsMax;
  }

  /** Conversations whose position has not been saved yet. */
  get unsaved(): number {
    return this.#unsaved.size;
  }

  /** Frames with these entries were acknowledged. */
  acknowledge(range: FrameRange): void {
    const known = this.#known.get(range.conversationId);
    const through = known?.through ?? 0;
    if (range.fromIndex <= through + 1) this.#raise(range.conversationId, range.toIndex);
  }

  /**
   * The client claims a position. False if this connection has not shown yet that it may see the conversation: the
   * claim must be verified first, and nothing has changed.
   */
  claim(position: StoredPosition): boolean {
    if (!this.#known.has(position.conversationId)) return false;
    this.#raise(position.conversationId, position.index);
    return true;
  }

  /** A claim was found right, and saved by that. */
  confirm(position: StoredPosition): void {
    this.#raise(position.conversationId, position.index);
    const known = this.#known.get(position.conversationId);
    if (known === undefined) return;
    known.saved = Math.max(known.saved, position.index);
    if (known.saved >= known.through) this.#unsaved.delete(position.conversationId);
  }

  /** At most `countMax` positions to be saved; they count as saved from here on. */
  take(countMax: number): StoredPosition[] {
    const taken: StoredPosition[] = [];
    for (const conversationId of this.#unsaved) {
      if (taken.length >= countMax) break;
      this.#unsaved.delete(conversationId);
      const known = this.#known.get(conversationId);
      if (known === undefined) continue;
      known.saved = known.through;
      taken.push({ conversationId, index: known.through });
    }
    return taken;
  }

  /** Saving failed: they are to be saved again. */
  putBack(positions: readonly StoredPosition[]): void {
    for (const { conversationId } of positions) {
      const known = this.#known.get(conversationId);
      if (known === undefined) continue;
      known.saved = 0;
      this.#unsaved.add(conversationId);
    }
  }

  #raise(conversationId: string, index: number): void {
    const known = this.#known.get(conversationId) ?? { through: 0, saved: 0 };
    this.#known.delete(conversationId);
    this.#known.set(conversationId, known);
    known.through = Math.max(known.through, index);
    if (known.through > known.saved) this.#unsaved.add(conversationId);
    if (this.#known.size > this.#conversationsMax) this.#forgetOldest();
  }

  #forgetOldest(): void {
    for (const conversationId of this.#known.keys()) {
      this.#known.delete(conversationId);
      this.#unsaved.delete(conversationId);
      return;
    }
  }
}
