/** What the store tells its host, for counters and logs. Every member is optional; none may throw. */
export interface CassandraObserver {
  committed?(rows: number): void;
  conflicted?(): void;
  /** A write that failed or whose outcome is unknown. */
  writeFailed?(error: unknown): void;
  readFailed?(error: unknown): void;
  /** Refused because too much was under way. */
  refused?(): void;
  /** A partition was read with a Paxos round, because a commit to it was in doubt. */
  readSerially?(): void;
  /** A warning or an error of the driver: hosts that went away, connections that were given up. */
  driverLog?(level: 'warning' | 'error', message: string): void;
}
