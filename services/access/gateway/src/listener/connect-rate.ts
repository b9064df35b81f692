import type { Timers } from '@microchat/ports/time';

/** Of what may come in a second: so much at once, after a quiet moment. */
const burstShare = 0.1;

/**
 * How many connections are admitted in a second: never more than `perSecondMax` in any second, however they come. A bucket
 * of a tenth of it that fills with nine tenths a second.
 */
export class ConnectRate {
  readonly #timers: Timers;
  readonly #burst: number;
  readonly #perMs: number;
  #tokens: number;
  #filledMs: number;

  constructor(timers: Timers, perSecondMax: number) {
    this.#timers = timers;
    this.#burst = Math.max(1, perSecondMax * burstShare);
    this.#perMs = (perSecondMax * (1 - burstShare)) / 1_000;
    this.#tokens = this.#burst;
    this.#filledMs = timers.monotonicMs();
  }

  /** False: not now. */
  take(): boolean {
    const nowMs = this.#timers.monotonicMs();
    this.#tokens = Math.min(this.#burst, this.#tokens + (nowMs - this.#filledMs) * this.#perMs);
    this.#filledMs = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
