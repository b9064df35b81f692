/**
 * Notices that nothing comes back any more, from a server that keeps its connections (stopped, cut off without a reset): what
 * was asked has to wait for its time-out, but what comes then need not. Times are monotonic, in milliseconds.
 */
export class Silence {
  readonly #afterMs: number;
  #inFlight = 0;
  /** When the oldest request was sent that nothing has come back since; stays when that request is given up. */
  #sinceMs: number | undefined;

  /** @param afterMs nothing for so long is silence */
  constructor(afterMs: number) {
    this.#afterMs = afterMs;
  }

  isAt(nowMs: number): boolean {
    return this.#sinceMs !== undefined && nowMs - this.#sinceMs >= this.#afterMs;
  }

  sent(nowMs: number): void {
    this.#inFlight++;
    this.#sinceMs ??= nowMs;
  }

  /** Something came back, be it an error. */
  answered(nowMs: number): void {
    this.#inFlight--;
    this.#sinceMs = this.#inFlight > 0 ? nowMs : undefined;
  }

  /** Nobody waits for it any more. */
  givenUp(): void {
    this.#inFlight--;
  }
}
