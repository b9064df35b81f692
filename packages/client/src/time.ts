/** A scheduled callback. `cancel` is idempotent; after it the callback does not run. */
export interface Scheduled {
  cancel(): void;
}

/** Where the SDK gets time and randomness from; tests inject their own. */
export interface Environment {
  /** Milliseconds of a clock that never jumps back. */
  now(): number;
  /** Runs `callback` once, not earlier than `delayMs` from now, never synchronously. */
  after(delayMs: number, callback: () => void): Scheduled;
  /** In [0, 1). Spreads reconnects; need not be secret. */
  random(): number;
  /** A new id for a message, unique per sender: 1 to 64 characters. */
  newId(): string;
}

/** The real thing, for browsers and Node. */
export const systemEnvironment: Environment = {
  now: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
  random: () => Math.random(),
  newId: () => {
    // randomUUID is missing on pages served over plain HTTP from another host than localhost.
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  },
};
