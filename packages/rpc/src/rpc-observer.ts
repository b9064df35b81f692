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
  /** A call that one instance had not executed goes to another one at once. */
  failedOver(path: string): void;
  /** An instance of several is passed over from now on, or gets calls again. */
  instanceChanged(address: string, state: 'new' | 'up' | 'suspect' | 'away'): void;
  /** A connection was old and another one took its place. */
  connectionRotated(address: string): void;
  /** A host name of instances could not be resolved; those known stay. */
  lookupFailed(host: string, error: unknown): void;
  /** A caller without a valid key was refused. */
  unauthenticated(): void;
  /** A caller was refused what its key has no scope for. `keyName`: as configured. */
  forbidden(keyName: string): void;
}

export const silentObserver: RpcObserver = {
  internalError: () => {},
  retried: () => {},
  retryDenied: () => {},
  refused: () => {},
  streamBroken: () => {},
  failedOver: () => {},
  instanceChanged: () => {},
  connectionRotated: () => {},
  lookupFailed: () => {},
  unauthenticated: () => {},
  forbidden: () => {},
};
