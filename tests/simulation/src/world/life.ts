import type { Clock, Timer, Timers } from '@microchat/ports/time';
import { type VirtualTime, wallStartMs } from './virtual-time.ts';

/** The wall clock of a machine: it outlives the processes on it, and jumps. */
export interface WallClock {
  skewMs: number;
}

/**
 * One life of a process, from its start to its crash or end. Everything that a process waits for is bound to its life:
 * its timers, the answers it awaits, what it asked of engines and others. After the end none of it comes back, so the code
 * of the process never runs again, wherever it was.
 */
export class Life implements Clock, Timers {
  readonly name: string;
  readonly #time: VirtualTime;
  readonly #wall: WallClock;
  readonly #endings = new Set<() => void>();
  #isAlive = true;
  /** While the process is stopped (SIGSTOP): what is due waits until then. */
  #frozenUntilMs = 0;

  constructor(name: string, time: VirtualTime, wall: WallClock) {
    this.name = name;
    this.#time = time;
    this.#wall = wall;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  now(): number {
    return Math.floor(wallStartMs + this.#time.nowMs + this.#wall.skewMs);
  }

  monotonicMs(): number {
    return this.#time.nowMs;
  }

  after(delayMs: number, callback: () => void): Timer {
    return this.#time.schedule(delayMs, '', () => this.run(callback));
  }

  /** Runs what has come for the process: now, when it goes on, or never. */
  run(callback: () => void): void {
    if (!this.#isAlive) return;
    const waitMs = this.#frozenUntilMs - this.#time.nowMs;
    if (waitMs <= 0) callback();
    else this.#time.schedule(waitMs, '', () => this.run(callback));
  }

  freeze(durationMs: number): void {
    this.#frozenUntilMs = this.#time.nowMs + durationMs;
  }

  get isFrozen(): boolean {
    return this.#frozenUntilMs > this.#time.nowMs;
  }

  thaw(): void {
    this.#frozenUntilMs = 0;
  }

  /** Called in the turn of the end. Returns how to take it back. */
  onEnd(callback: () => void): () => void {
    this.#endings.add(callback);
    return () => void this.#endings.delete(callback);
  }

  end(): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    for (const ending of this.#endings) ending();
    this.#endings.clear();
  }
}
