const firstDelayMs = 100;
const delayMsMax = 5_000;

/** A worker that ran this long was healthy; its next crash starts with the shortest delay again. */
const healthyAfterMs = 10_000;

/** How long to wait before a crashed worker is started again: 100 ms, doubling to 5 s. */
export class RestartBackoff {
  #crashes = 0;

  /** `ranMs`: how long the worker had been listening, 0 if it never did. */
  nextDelayMs(ranMs: number): number {
    if (ranMs >= healthyAfterMs) this.#crashes = 0;
    const delayMs = Math.min(delayMsMax, firstDelayMs * 2 ** this.#crashes);
    this.#crashes = Math.min(this.#crashes + 1, 10);
    return delayMs;
  }
}
