/** Wall clock. Domain code gets `now` passed in; only shells read a Clock. */
export interface Clock {
  /** Milliseconds since 1970. May jump either way. */
  now(): number;
}

/** A scheduled callback. */
export interface Timer {
  /** Idempotent; after it the callback does not run. */
  cancel(): void;
}

/** Delays. Implementations never keep a process alive by themselves. */
export interface Timers {
  /** Runs `callback` once, not earlier than `delayMs` from now, never synchronously. */
  after(delayMs: number, callback: () => void): Timer;
  /** Milliseconds of a clock that never jumps, for measuring intervals. */
  monotonicMs(): number;
}

/** Randomness. The simulator forks one stream per component from its seed. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** `byteCount` random bytes; cryptographically strong in production. */
  bytes(byteCount: number): Uint8Array;
}
