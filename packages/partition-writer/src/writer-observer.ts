/** What happens in a pool of writers, for counters. Every method may be left out. */
export interface WriterObserver {
  /** A commit was applied. */
  committed?(requests: number): void;
  /** Requests were answered from the state, without a commit. */
  answered?(requests: number): void;
  /** Another writer was faster; the batch is decided again. */
  conflict?(): void;
  /** A commit's outcome was unknown, and how it ended. `undecided`: the callers were told UNAVAILABLE. */
  unknownOutcome?(resolution: 'applied' | 'not-applied' | 'undecided'): void;
  /** Requests were refused because a queue was full. */
  busy?(): void;
  /** Requests failed because the store was away. */
  unavailable?(requests: number): void;
  /** Requests failed with ABORTED after `attemptsMax` conflicts. */
  aborted?(requests: number): void;
  /** Requests failed for another reason: a broken machine or a commit beyond the limits. */
  failed?(requests: number): void;
  /** A partition was loaded. */
  loaded?(): void;
  /** An idle state was forgotten to make room. */
  evicted?(): void;
}
