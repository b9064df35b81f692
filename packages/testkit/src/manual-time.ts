import type { Clock, Timer, Timers } from '@microchat/ports/time';

interface Scheduled {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** Start of the wall clock: 2026-01-01T00:00:00Z, so that times in tests look like times. */
const wallStartMs = Date.UTC(2026, 0, 1);

/**
 * Clock and timers that move only when told. Timers run in the order of their due times, equal ones in the order they
 * were set. The monotonic clock starts at 0 and only `advance` moves it; `setNow` jumps the wall clock alone.
 */
export class ManualTime implements Clock, Timers {
  #monotonicMs = 0;
  #wallOffsetMs: number;
  readonly #scheduled = new Set<Scheduled>();

  constructor(nowMs: number = wallStartMs) {
    this.#wallOffsetMs = nowMs;
  }

  now(): number {
    return this.#wallOffsetMs + this.#monotonicMs;
  }

  monotonicMs(): number {
    return this.#monotonicMs;
  }

  after(delayMs: number, callback: () => void): Timer {
    const scheduled = { dueMs: this.#monotonicMs + Math.max(0, delayMs), callback };
    this.#scheduled.add(scheduled);
    return { cancel: () => void this.#scheduled.delete(scheduled) };
  }

  /** Timers that have not run yet. */
  get pending(): number {
    return this.#scheduled.size;
  }

  /** Jumps the wall clock, either way. Timers and the monotonic clock do not notice. */
  setNow(nowMs: number): void {
    this.#wallOffsetMs = nowMs - this.#monotonicMs;
  }

  /** Moves time on and runs what falls due, timers set on the way included. Synchronous: promises settle later. */
  advance(ms: number): void {
    const untilMs = this.#monotonicMs + ms;
    while (this.#runNext(untilMs));
    this.#monotonicMs = untilMs;
  }

  /** Like `advance`, but lets promises settle before the first timer, after every timer and at the end. */
  async advanceSettling(ms: number): Promise<void> {
    const untilMs = this.#monotonicMs + ms;
    await settle();
    while (this.#runNext(untilMs)) await settle();
    this.#monotonicMs = untilMs;
    await settle();
  }

  #runNext(untilMs: number): boolean {
    let next: Scheduled | undefined;
    for (const candidate of this.#scheduled) {
      if (next === undefined || candidate.dueMs < next.dueMs) next = candidate;
    }
    if (next === undefined || next.dueMs > untilMs) return false;
    this.#scheduled.delete(next);
    this.#monotonicMs = Math.max(this.#monotonicMs, next.dueMs);
    next.callback();
    return true;
  }
}

/** Lets everything that waits for promises or for the next turns of the event loop go on. */
export async function settle(turns = 4): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}
