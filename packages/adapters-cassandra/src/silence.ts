/** While it is silent one request in so many milliseconds is let through, to find out whether it answers again. */
const probeEveryMs = 250;

/**
 * Notices that nothing comes back any more, from a server that keeps its connections (stopped, cut off without a reset): what
 * was asked has to wait for its time-out, but what comes then need not. Times are monotonic, in milliseconds.
 */
export class Silence {
  readonly #silentAfterMs: number;
  #inFlight = 0;
  /** When the oldest request was sent that nothing has come back since; stays when that request is given up. */
  #unansweredSinceMs: number | undefined;
  #probedAtMs = Number.NEGATIVE_INFINITY;

  constructor(silentAfterMs: number) {
    this.#silentAfterMs = silentAfterMs;
  }

  /** False: don't send it. True for a server that answers, and for a probe. */
  admits(nowMs: number): boolean {
    if (this.#unansweredSinceMs === undefined || nowMs - this.#unansweredSinceMs < this.#silentAfterMs) return true;
    if (nowMs - this.#probedAtMs < probeEveryMs) return false;
    this.#probedAtMs = nowMs;
    return true;
  }

  sent(nowMs: number): void {
    this.#inFlight++;
    this.#unansweredSinceMs ??= nowMs;
  }

  /** Something came back, be it an error. */
  answered(nowMs: number): void {
    this.#inFlight--;
    this.#unansweredSinceMs = this.#inFlight > 0 ? nowMs : undefined;
  }

  /** Nobody waits for it any more. */
  givenUp(): void {
    this.#inFlight--;
  }
}
