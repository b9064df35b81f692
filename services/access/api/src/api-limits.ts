/** Limits of the API server itself; those of fields are in @microchat/core/limits. */
export const apiLimits = {
  bodyBytesMax: 64 * 1024,
  /** For a request to arrive whole. */
  requestTimeoutMs: 10_000,
  /** A connection on which nothing moves. */
  connectionTimeoutMs: 30_000,
  keepAliveTimeoutMs: 5_000,
  /** For the whole work on a request; every call inside has its own, shorter deadline. */
  handlerTimeoutMs: 15_000,
  connectionsMax: 10_000,
  requestsInFlightMax: 2_000,
  requestsInFlightPerUserMax: 64,
  /** Requests that wait for news; they do not count as in flight. */
  updatesWaitingMax: 2_000,
  /** A device waits once; this is for many devices, and for polls whose client is gone without a sign. */
  updatesWaitingPerUserMax: 16,
  /** Between two looks for news while somebody waits, and how many are looked for at the same time. */
  updatesCheckIntervalMs: 1_000,
  updatesChecksAtOnceMax: 16,
  /** For running requests to end when the server stops. */
  drainTimeoutMs: 5_000,
  /** Ids in paths: a single conversation's has two user ids. */
  pathParamCharsMax: 256,
} as const;
