/** Limits of the business port itself; those of fields are in @microchat/core/limits. */
export const businessLimits = {
  /** One request. The largest that is valid, a send with 16 KiB of content or 500 user ids, has less than 40 KiB. */
  requestBytesMax: 64 * 1024,
  callsInFlightMax: 1_000,
  usersPerCallMax: 500,
  tokenTtlMsMin: 1_000,
  /** For running calls to end when the server stops. */
  drainTimeoutMs: 5_000,
} as const;
