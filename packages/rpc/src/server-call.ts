import type { ServiceError } from '@microchat/core/service-error';
import type { Timers } from '@microchat/ports/time';

import type { CancelSignal } from './cancel-signal.ts';
import { DeadlineQueue, type DeadlineSlot, type Expirable } from './deadline-queue.ts';
import type { CallContext } from './service-contract.ts';
import { cancelled, deadlineExceeded } from './transport-errors.ts';

/**
 * A call at the server, and its own signal. The deadline is watched only once somebody listens: most hot handlers never
 * do, and the caller watches it anyway.
 */
export class ServerCall implements CallContext, CancelSignal, Expirable {
  readonly traceparent: string;
  readonly #timers: Timers;
  readonly #deadlineMs: number;
  #listeners: Set<() => void> | undefined;
  #slot: DeadlineSlot | undefined;
  #over = false;
  #reason: ServiceError | undefined;

  constructor(timers: Timers, timeoutMs: number, traceparent: string) {
    this.#timers = timers;
    this.#deadlineMs = timers.monotonicMs() + timeoutMs;
    this.traceparent = traceparent;
  }

  get signal(): CancelSignal {
    return this;
  }

  get aborted(): boolean {
    return this.reason !== undefined;
  }

  get reason(): ServiceError | undefined {
    if (this.#reason === undefined && !this.#over && this.timeLeftMs() === 0) this.#reason = deadlineExceeded();
    return this.#reason;
  }

  timeLeftMs(): number {
    return Math.max(0, this.#deadlineMs - this.#timers.monotonicMs());
  }

  /** Listeners are called once, and not at all if it has ended before: `aborted` tells. */
  addEventListener(_type: 'abort', listener: () => void): void {
    if (this.#over || this.aborted) return;
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
    this.#slot ??= DeadlineQueue.of(this.#timers).add(this.#deadlineMs, this);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners?.delete(listener);
  }

  /** The caller no longer waits. */
  cancel(): void {
    if (this.#over) return;
    this.#abort(cancelled());
  }

  /** The deadline has passed. */
  expire(): void {
    this.#slot = undefined;
    if (!this.#over) this.#abort(deadlineExceeded());
  }

  /** The handler is done. */
  finish(): void {
    this.#over = true;
    this.#listeners = undefined;
    if (this.#slot !== undefined) DeadlineQueue.of(this.#timers).remove(this.#slot, this);
    this.#slot = undefined;
  }

  #abort(reason: ServiceError): void {
    this.#reason ??= reason;
    const listeners = this.#listeners;
    this.finish();
    for (const listener of listeners ?? []) listener();
  }
}
