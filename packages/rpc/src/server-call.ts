import type { Timer, Timers } from '@microchat/ports/time';

import type { CallContext } from './service-contract.ts';
import { cancelled, deadlineExceeded } from './transport-errors.ts';

/**
 * A call at the server. Its AbortSignal and deadline timer exist only once a handler asks for the signal: most hot
 * handlers never do, and the caller watches the deadline anyway.
 */
export class ServerCall implements CallContext {
  readonly traceparent: string;
  readonly #timers: Timers;
  readonly #deadlineMs: number;
  #controller: AbortController | undefined;
  #timer: Timer | undefined;
  #over = false;
  #isCancelled = false;

  constructor(timers: Timers, timeoutMs: number, traceparent: string) {
    this.#timers = timers;
    this.#deadlineMs = timers.monotonicMs() + timeoutMs;
    this.traceparent = traceparent;
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#isCancelled) this.#controller.abort(cancelled());
      else if (!this.#over) this.#watchDeadline(this.#controller);
    }
    return this.#controller.signal;
  }

  timeLeftMs(): number {
    return Math.max(0, this.#deadlineMs - this.#timers.monotonicMs());
  }

  /** The caller no longer waits. */
  cancel(): void {
    if (this.#over) return;
    this.#isCancelled = true;
    this.finish();
    this.#controller?.abort(cancelled());
  }

  /** The handler is done; frees the deadline timer. */
  finish(): void {
    this.#over = true;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #watchDeadline(controller: AbortController): void {
    const leftMs = this.timeLeftMs();
    if (leftMs === 0) {
      controller.abort(deadlineExceeded());
      return;
    }
    this.#timer = this.#timers.after(leftMs, () => {
      this.#timer = undefined;
      controller.abort(deadlineExceeded());
    });
  }
}
