/** Bounds of the sync engine. Past each one there is a defined behaviour, see SPEC.md. */
export interface SyncBounds {
  /** Newest messages per conversation that are fetched unasked and announced; older ones become a `gap`. */
  readonly fillMessagesMax: number;
  /** Messages kept per conversation; older ones are forgotten (and can be fetched again) as new ones arrive. */
  readonly heldPerConversationMax: number;
  /** Messages kept in all; past it the largest conversation is halved. */
  readonly heldMax: number;
  /** Separate known ranges per conversation; past it the oldest range is forgotten. */
  readonly rangesMax: number;
  /** Pulls under way at once; other conversations wait. */
  readonly pullsInFlightMax: number;
  /** Messages asked for by one pull; the server gives at most 200. */
  readonly pullLimit: number;
  /** Entries asked for by one sync; the server gives at most 500. */
  readonly syncLimit: number;
  /** An ack is sent after so many stored frames, ... */
  readonly ackFramesMax: number;
  /** ... or so long after the first of them. */
  readonly ackDelayMs: number;
  /** First and longest pause after a failed pull or sync; doubles in between. */
  readonly retryFirstMs: number;
  readonly retryLastMs: number;
}

export const defaultSyncBounds: SyncBounds = {
  fillMessagesMax: 200,
  heldPerConversationMax: 2_000,
  heldMax: 50_000,
  rangesMax: 64,
  pullsInFlightMax: 4,
  pullLimit: 100,
  syncLimit: 200,
  ackFramesMax: 32,
  ackDelayMs: 200,
  retryFirstMs: 250,
  retryLastMs: 15_000,
};

/** Pause before attempt `attempt + 1`; the server's advice wins when it is longer. */
export function retryDelayMs(bounds: SyncBounds, attempt: number, retryAfterMs: number): number {
  const doubled = bounds.retryFirstMs * 2 ** Math.min(attempt, 16);
  return Math.max(Math.min(doubled, bounds.retryLastMs), retryAfterMs);
}
