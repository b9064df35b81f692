/**
 * The presence port: which gateway workers live and which topics they want. Nothing here is durable; everything can be
 * rebuilt by the workers. Adapters: in process, Redis. Proven by `presenceContract` in testkit.
 *
 * A worker's epoch is a random incarnation. Its interests count only while its lease lives; an expired lease never
 * comes back: the worker takes a new incarnation and registers everything again.
 * Every call may throw PresenceUnavailableError: it may or may not have been done, and may be repeated.
 */
export interface Presence {
  /** Starts a lease. @throws PresenceConflictError if this incarnation was used before. */
  openLease(worker: Worker, ttlMs: number): Promise<void>;
  /** Extends a living lease; false if it has expired or was closed. */
  renewLease(incarnation: string, ttlMs: number): Promise<boolean>;
  /** Ends a lease and all its interests at once. Idempotent. */
  closeLease(incarnation: string): Promise<void>;
  /**
   * Adds interests (a set, idempotent). Whoever asks `interested` after this resolved sees them.
   * False if the lease does not live: nothing was registered.
   * @param order grows from change to change of this incarnation; it stays with the interest
   */
  register(incarnation: string, topics: readonly string[], order: number): Promise<boolean>;
  /**
   * Removes interests of this incarnation only. Idempotent. An interest that was registered with a larger order stays: a
   * removal that its caller has long given up may still arrive, and must not end what was registered after it.
   */
  unregister(incarnation: string, topics: readonly string[], order: number): Promise<void>;
  /** Workers with a living lease that are interested, per topic, in the order asked. */
  interested(topics: readonly string[]): Promise<Worker[][]>;
}

export interface Worker {
  /** Random, unique per start. */
  readonly incarnation: string;
  /** Where its DeviceSink is reached. */
  readonly address: string;
}

export class PresenceConflictError extends Error {
  override readonly name = 'PresenceConflictError';
}

export class PresenceUnavailableError extends Error {
  override readonly name = 'PresenceUnavailableError';
}
