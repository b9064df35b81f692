/** What the adapter tells its host, for counters and logs. Every member is optional; none may throw. */
export interface RedisObserver {
  /** A connection is ready; not only the first one. */
  connected?(): void;
  disconnected?(): void;
  /** What the connection suffered from; it is opened again by itself. */
  connectionFailed?(error: unknown): void;
  /** A call that failed or whose outcome is unknown. */
  callFailed?(call: string, error: unknown): void;
  /** A call that was not made because too many were under way. */
  refused?(): void;
}
