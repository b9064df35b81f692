/**
 * Times of a claim on a node id, in milliseconds. An owner that cannot renew stops giving ids well before anybody takes
 * over: the difference is for clocks that run at different speeds.
 */
export const leaseTimes = {
  renewEveryMs: 2_000,
  /** After the start of the last renewal that succeeded. */
  validMs: 10_000,
  /** How long a claim has to be seen without a renewal before its owner counts as dead. */
  takeOverAfterMs: 12_500,
  lookEveryMs: 500,
  /** At start the store may be away for this long. */
  storeAwayMsMax: 30_000,
} as const;
