import type { SessionEvent } from '@microchat/core/connection-session/session-events';
import type { Timer, Timers } from '@microchat/ports/time';
import type { Connection } from './connection.ts';

/** Deadlines are judged this often at least; with short heartbeats (tests) more often. */
const tickIntervalMsMax = 1_000;

/** All sockets of a worker, from the upgrade to their end. One timer judges the deadlines of all. */
export class Connections {
  readonly #timers: Timers;
  readonly #tickIntervalMs: number;
  readonly #open = new Set<Connection>();
  #timer: Timer | undefined;
  #whenEmpty: (() => void) | undefined;
  #isDraining = false;

  constructor(timers: Timers, heartbeatMs: number) {
    this.#timers = timers;
    this.#tickIntervalMs = Math.min(tickIntervalMsMax, Math.max(1, heartbeatMs / 4));
  }

  get size(): number {
    return this.#open.size;
  }

  add(connection: Connection): void {
    this.#open.add(connection);
    // Its upgrade was under way when the port was closed.
    if (this.#isDraining) this.#timers.after(0, () => connection.step({ type: 'drain' }));
  }

  remove(connection: Connection): void {
    this.#open.delete(connection);
    if (this.#open.size === 0) this.#whenEmpty?.();
  }

  stepAll(event: SessionEvent): void {
    for (const connection of [...this.#open]) connection.step(event);
  }

  startTicking(): void {
    this.#timer = this.#timers.after(this.#tickIntervalMs, () => {
      this.stepAll({ type: 'tick' });
      this.startTicking();
    });
  }

  stopTicking(): void {
    this.#timer?.cancel();
  }

  /** Closes all, spread over `windowMs` so that their clients do not come to the other workers at once. */
  async drain(windowMs: number): Promise<void> {
    this.#isDraining = true;
    const all = [...this.#open];
    all.forEach((connection, at) => {
      this.#timers.after((windowMs * at) / all.length, () => connection.step({ type: 'drain' }));
    });
    if (this.#open.size === 0) return;
    // Clients that do not answer the close are ended by the ticks.
    await new Promise<void>((resolve) => {
      this.#whenEmpty = resolve;
    });
  }
}
