import type { Timers } from '@microchat/ports/time';
import { OutboxChain } from './outbox-chain.ts';

/** A socket with an outbox. */
export interface FlushTarget {
  /** What is queued for the next flush; only the flusher sets it. */
  outbox: OutboxChain | undefined;
  /** One write to the socket. */
  write(bytes: Buffer): void;
}

/** A flush never waits longer than this for more frames. */
const flushWaitMsMax = 4;

/**
 * Writes the outboxes: one write per socket and event-loop turn, equal outboxes as one shared buffer.
 *
 * A flush over many sockets takes milliseconds, and while it runs new frames arrive that would cause the next one at
 * once, each with a frame or two. So after a flush that took t the next one starts t later (4 ms at most): under load
 * half of the time collects and half writes, while a small flush delays nothing.
 */
export class Flusher {
  readonly #timers: Timers;
  readonly #endOfTurn: (callback: () => void) => void;
  #dirty: FlushTarget[] = [];
  #empty = OutboxChain.empty();
  #scheduled = false;
  #notBeforeMs = 0;

  constructor(timers: Timers, endOfTurn: (callback: () => void) => void = setImmediate) {
    this.#timers = timers;
    this.#endOfTurn = endOfTurn;
  }

  /** Queues a WebSocket frame. `shared`: other sockets get the same buffer. */
  enqueue(target: FlushTarget, frame: Buffer, shared: boolean): void {
    if (target.outbox === undefined) {
      target.outbox = this.#empty;
      this.#dirty.push(target);
    }
    target.outbox = shared ? target.outbox.withShared(frame) : target.outbox.withOwn(frame);
    if (!this.#scheduled) this.#schedule();
  }

  /** Writes one outbox now. */
  flush(target: FlushTarget): void {
    const { outbox } = target;
    target.outbox = undefined;
    if (outbox !== undefined) target.write(outbox.bytes());
  }

  #schedule(): void {
    this.#scheduled = true;
    const waitMs = this.#notBeforeMs - this.#timers.monotonicMs();
    if (waitMs <= 0) this.#endOfTurn(() => this.#flushAll());
    else this.#timers.after(Math.ceil(waitMs), () => this.#flushAll());
  }

  #flushAll(): void {
    const dirty = this.#dirty;
    this.#dirty = [];
    this.#empty = OutboxChain.empty();
    this.#scheduled = false;
    const startMs = this.#timers.monotonicMs();
    for (const target of dirty) this.flush(target);
    const endMs = this.#timers.monotonicMs();
    this.#notBeforeMs = endMs + Math.min(endMs - startMs, flushWaitMsMax);
  }
}
