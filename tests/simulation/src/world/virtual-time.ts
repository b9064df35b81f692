import { EventQueue, type QueuedEvent } from './event-queue.ts';
import type { Trace } from './trace.ts';

/** Start of the wall clocks: 2026-01-01T00:00:00Z, so that times look like times. */
export const wallStartMs = Date.UTC(2026, 0, 1);

export interface ScheduledEvent {
  /** Idempotent. */
  cancel(): void;
}

/**
 * The one clock and the one queue of a simulation. Whatever waits, waits here: an event runs when all earlier ones have
 * run and everything that they started has come to wait, too.
 */
export class VirtualTime {
  readonly #queue = new EventQueue();
  readonly #trace: Trace;
  #nowMs = 0;
  #sequence = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** Milliseconds since the start. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** An empty label keeps the event out of the trace. */
  schedule(delayMs: number, label: string, run: () => void): ScheduledEvent {
    const event: QueuedEvent = {
      dueMs: this.#nowMs + Math.max(0, delayMs),
      sequence: this.#sequence,
      label,
      run,
      isCancelled: false,
    };
    this.#sequence += 1;
    this.#queue.push(event);
    return {
      cancel: () => {
        event.isCancelled = true;
      },
    };
  }

  note(line: string): void {
    this.#trace.add(`${this.#nowMs.toFixed(3)} ${line}`);
  }

  /** Runs all events due until `untilMs` from the start. `stop` is asked after every event. */
  async runUntil(untilMs: number, stop: () => boolean = () => false): Promise<void> {
    await quiet();
    for (let next = this.#queue.peek(); next !== undefined && next.dueMs <= untilMs; next = this.#queue.peek()) {
      this.#queue.pop();
      this.#nowMs = next.dueMs;
      if (next.label !== '') this.note(next.label);
      next.run();
      await quiet();
      if (stop()) return;
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }
}

/**
 * Resolves when everything that can go on without time passing has done so. All promise reactions and ticks run before
 * the first immediate; the second turn is for what gateways write at the end of a turn (their only use of immediates).
 */
async function quiet(): Promise<void> {
  await nextTurn();
  await nextTurn();
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
