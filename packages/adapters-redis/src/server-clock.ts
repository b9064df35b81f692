import type { Timers } from '@microchat/ports/time';

/**
 * What time it is at the server, estimated from its answers and measured with a clock that never jumps here. The estimate
 * is never ahead of the server by more than the clocks drift apart between two answers.
 */
export class ServerClock {
  readonly #timers: Timers;
  #aheadMs: number | undefined;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  get known(): boolean {
    return this.#aheadMs !== undefined;
  }

  /** The server's time as it stood in an answer that arrived just now. The last answer counts: the server's clock may jump. */
  learn(serverMs: number): void {
    this.#aheadMs = serverMs - this.#timers.monotonicMs();
  }

  /** Milliseconds since 1970 at the server, from the last answer on. @throws RangeError before the first one. */
  now(): number {
    if (this.#aheadMs === undefined) throw new RangeError('the server has not told its time yet');
    return this.#timers.monotonicMs() + this.#aheadMs;
  }
}
