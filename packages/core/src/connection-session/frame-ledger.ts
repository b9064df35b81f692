/** What a notify frame carries of one conversation's log, both ends inclusive. One object for all receivers of a frame. */
export interface FrameRange {
  readonly conversationId: string;
  readonly fromIndex: number;
  readonly toIndex: number;
}

/** Acknowledged entries are forgotten in strides of this many, so that an ack does not copy the rest each time. */
const compactionStride = 64;

/**
 * Notify frames sent on one connection, and which entries they carried until the client acknowledges them. A frame has
 * no number of its own (it is the same bytes for all its receivers): the n-th frame of this connection is number n.
 */
export class FrameLedger {
  #sent = 0;
  #acked = 0;
  #numbers: number[] = [];
  #ranges: FrameRange[] = [];
  #first = 0;

  /** Notify frames sent so far. */
  get sent(): number {
    return this.#sent;
  }

  /** Frames sent, with entries in them, and not acknowledged. */
  get unacked(): number {
    return this.#numbers.length - this.#first;
  }

  /** One more frame goes out. Frames without log entries (receipts, hints) are counted, but need no memory. */
  add(range: FrameRange | undefined): void {
    this.#sent += 1;
    if (range === undefined) return;
    this.#numbers.push(this.#sent);
    this.#ranges.push(range);
  }

  /**
   * The client has stored the first `received` frames: what they carried, oldest first, each once.
   * Undefined if so many were never sent. A count below an earlier one changes nothing.
   */
  acknowledge(received: number): readonly FrameRange[] | undefined {
    if (received > this.#sent) return undefined;
    if (received <= this.#acked) return [];
    this.#acked = received;
    let end = this.#first;
    while (end < this.#numbers.length && (this.#numbers[end] as number) <= received) end += 1;
    const covered = this.#ranges.slice(this.#first, end);
    this.#first = end;
    this.#compact();
    return covered;
  }

  #compact(): void {
    if (this.#first < this.#numbers.length && this.#first < compactionStride) return;
    this.#numbers = this.#numbers.slice(this.#first);
    this.#ranges = this.#ranges.slice(this.#first);
    this.#first = 0;
  }
}
