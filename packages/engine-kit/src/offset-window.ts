/** An offset that was begun and may be finished. */
export interface OffsetSlot {
  readonly offset: number;
  finished: boolean;
}

/**
 * Offsets of one partition that begin in order and finish in any order, and the prefix of finished ones. Keeps numbers
 * only. Both ends of a log need it: a writer knows up to where everything is settled, a consumer up to where it is done.
 */
export class OffsetWindow {
  #next: number;
  #slots: OffsetSlot[] = [];
  /** Position in `#slots` of the oldest unfinished one. */
  #oldest = 0;

  constructor(next: number) {
    this.#next = next;
  }

  /** Everything below it was begun or skipped. */
  get next(): number {
    return this.#next;
  }

  /** Everything below it is finished or was skipped. */
  get finishedBelow(): number {
    return this.#slots[this.#oldest]?.offset ?? this.#next;
  }

  /** Offsets from the oldest unfinished one on, finished or not. */
  get size(): number {
    return this.#slots.length - this.#oldest;
  }

  begin(offset: number): OffsetSlot {
    if (offset < this.#next) throw new Error(`offset ${offset} was begun before`);
    const slot = { offset, finished: false };
    this.#slots.push(slot);
    this.#next = offset + 1;
    return slot;
  }

  /** Nothing will begin below `next`. */
  skipTo(next: number): void {
    this.#next = Math.max(this.#next, next);
  }

  finish(slot: OffsetSlot): void {
    slot.finished = true;
    while (this.#slots[this.#oldest]?.finished === true) this.#oldest++;
    this.#forgetFinished();
  }

  /** Frees the finished prefix, in pieces large enough to cost nothing per offset. */
  #forgetFinished(): void {
    if (this.#oldest < this.#slots.length && this.#oldest < 1_024) return;
    this.#slots = this.#slots.slice(this.#oldest);
    this.#oldest = 0;
  }
}
