import type { LogRecord } from '@microchat/ports/event-log';

/** A record on its way through a handler. */
export interface TakenRecord {
  readonly record: LogRecord;
  readonly progress: PartitionProgress;
  readonly slot: ProgressSlot;
}

interface ProgressSlot {
  readonly offset: number;
  done: boolean;
}

/**
 * How far a consumer group is in one partition: what was taken, what of it is done, and the contiguous done prefix, which
 * is all that may be committed. Keeps offsets only, so that records done behind an unfinished one free their bytes.
 */
export class PartitionProgress {
  readonly partition: number;
  #readFrom: number;
  #slots: ProgressSlot[] = [];
  /** Position in `#slots` of the oldest one that is not done. */
  #oldest = 0;

  constructor(partition: number, committed: number) {
    this.partition = partition;
    this.#readFrom = committed;
  }

  /** Where to read on: everything below was taken or does not exist. */
  get readFrom(): number {
    return this.#readFrom;
  }

  /** Everything below it is done. */
  get doneThrough(): number {
    return this.#slots[this.#oldest]?.offset ?? this.#readFrom;
  }

  /** Records taken since the oldest unfinished one, done or not. */
  get windowSize(): number {
    return this.#slots.length - this.#oldest;
  }

  take(record: LogRecord): TakenRecord {
    if (record.offset < this.#readFrom) throw new Error(`offset ${record.offset} was already taken`);
    const slot = { offset: record.offset, done: false };
    this.#slots.push(slot);
    this.#readFrom = record.offset + 1;
    return { record, progress: this, slot };
  }

  /** There are no records below `end` that were not taken. */
  skipTo(end: number): void {
    this.#readFrom = Math.max(this.#readFrom, end);
  }

  markDone(taken: TakenRecord): void {
    taken.slot.done = true;
    while (this.#slots[this.#oldest]?.done === true) this.#oldest++;
    this.#forgetDone();
  }

  /** Removes the done prefix from memory, in pieces large enough to cost nothing per record. */
  #forgetDone(): void {
    if (this.#oldest < this.#slots.length && this.#oldest < 1_024) return;
    this.#slots = this.#slots.slice(this.#oldest);
    this.#oldest = 0;
  }
}
