import type { Random, Timers } from '@microchat/ports/time';

const firstDelayMs = 50;
const delayMsMax = 2_000;

/** When a broken stream may be opened again: at once if it had been of use, else after a growing, jittered pause. */
export class ReconnectBackoff {
  readonly #timers: Timers;
  readonly #random: Random;
  #failures = 0;
  #notBeforeMs = Number.NEGATIVE_INFINITY;

  constructor(timers: Timers, random: Random) {
    this.#timers = timers;
    this.#random = random;
  }

  /** 0: now. */
  waitMs(): number {
    // Every call asks; the clock is read only where something broke.
    if (this.#failures === 0) return 0;
    return Math.max(0, this.#notBeforeMs - this.#timers.monotonicMs());
  }

  streamClosed(wasUseful: boolean): void {
    if (wasUseful) {
      this.#failures = 0;
      return;
    }
    const delayMs = Math.min(delayMsMax, firstDelayMs * 2 ** this.#failures);
    this.#failures = Math.min(this.#failures + 1, 10);
    this.#notBeforeMs = this.#timers.monotonicMs() + delayMs * (0.5 + this.#random.next() / 2);
  }
}
