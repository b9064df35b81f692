/** What an embedded engine tells its host, for counters and logs. Every member is optional; none may throw. */
export interface EngineObserver {
  committed?(rows: number, events: number): void;
  conflicted?(): void;
  /** A commit, merge or append that the engine refused or lost. */
  writeFailed?(error: unknown): void;
  /** The engine does not answer any more and will not again; only a new process helps. */
  engineLost?(error: unknown): void;
  handled?(topic: string, group: string, records: number): void;
  /** A handler failed and its records will be handed out again. */
  retried?(topic: string, group: string, cause: unknown): void;
  parked?(topic: string, group: string, cause: unknown): void;
  /** The log could not be read, or an offset could not be saved; it is tried again. */
  consumerFailed?(topic: string, group: string, cause: unknown): void;
}
