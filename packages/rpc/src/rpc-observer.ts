/** What the transports report for logs and counters. All are called synchronously and must not throw. */
export interface RpcObserver {
  /** Something that is not a ServiceError: a handler's throw, a message that cannot be encoded or decoded. */
  internalError(path: string, error: unknown): void;
  /** A safe call is repeated after UNAVAILABLE. */
  retried(path: string): void;
  /** A safe call would have been repeated but the retry budget is used up. */
  retryDenied(path: string): void;
  /** A call was refused because too many were in flight. */
  refused(path: string): void;
  /** A batched stream broke with calls in flight. */
  streamBroken(address: string, callsInFlight: number): void;
}

export const silentObserver: RpcObserver = {
  internalError: () => {},
  retried: () => {},
  retryDenied: () => {},
  refused: () => {},
  streamBroken: () => {},
};
