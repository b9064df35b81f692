import type { Timer, Timers } from '@microchat/ports/time';

/** Something whose time may be up before it is finished. */
export interface Expirable {
  /** Called once, at its deadline or up to `slotMs` later, unless it was removed. */
  expire(): void;
}

/** What `add` gives and `remove` takes. */
export type DeadlineSlot = Set<Expirable>;

/** Deadlines within this many milliseconds are met together. */
export const slotMs = 16;

const queues = new WeakMap<Timers, DeadlineQueue>();

/**
 * Deadlines of calls, of which nearly none is ever reached: they share one timer, so that a call costs an entry in a set and
 * not a timer of its own. With nothing to wait for there is no timer.
 */
export class DeadlineQueue {
  readonly #timers: Timers;
  readonly #slots = new Map<number, DeadlineSlot>();
  #size = 0;
  #timer: Timer | undefined;
  #timerSlot = Number.POSITIVE_INFINITY;

  /** The one queue of all that run on these timers. */
  static of(timers: Timers): DeadlineQueue {
    let queue = queues.get(timers);
    if (queue === undefined) {
      queue = new DeadlineQueue(timers);
      queues.set(timers, queue);
    }
    return queue;
  }

  private constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** `deadlineMs`: of the monotonic clock. */
  add(deadlineMs: number, entry: Expirable): DeadlineSlot {
    const number = Math.ceil(deadlineMs / slotMs);
    let slot = this.#slots.get(number);
    if (slot === undefined) {
      slot = new Set();
      this.#slots.set(number, slot);
      if (number < this.#timerSlot) this.#wakeAt(number);
    }
    slot.add(entry);
    this.#size += 1;
    return slot;
  }

  remove(slot: DeadlineSlot, entry: Expirable): void {
    if (!slot.delete(entry)) return;
    this.#size -= 1;
    if (this.#size > 0) return;
    this.#timer?.cancel();
    this.#timerSlot = Number.POSITIVE_INFINITY;
    this.#slots.clear();
  }

  #wakeAt(number: number): void {
    this.#timer?.cancel();
    this.#timerSlot = number;
    const delayMs = Math.max(0, number * slotMs - this.#timers.monotonicMs());
    this.#timer = this.#timers.after(delayMs, () => this.#expire());
  }

  #expire(): void {
    this.#timerSlot = Number.POSITIVE_INFINITY;
    const nowMs = this.#timers.monotonicMs();
    const due: DeadlineSlot[] = [];
    let next = Number.POSITIVE_INFINITY;
    for (const [number, slot] of this.#slots) {
      if (number * slotMs > nowMs && slot.size > 0) {
        next = Math.min(next, number);
        continue;
      }
      this.#slots.delete(number);
      due.push(slot);
    }
    if (next !== Number.POSITIVE_INFINITY) this.#wakeAt(next);
    // One by one: an entry may remove itself, or another one that is due, or add one.
    for (const slot of due) {
      for (const entry of slot) {
        slot.delete(entry);
        this.#size -= 1;
        entry.expire();
      }
    }
  }
}
