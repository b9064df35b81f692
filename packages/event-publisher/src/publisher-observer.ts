/** What happens between store and log, for counters. Every method may be left out. */
export interface PublisherObserver {
  /** Events were appended, `fromStore` of them read back from the outbox. Repetitions count. */
  published?(events: number, fromStore: number): void;
  /** A commit resolved before its events were in the log. */
  late?(): void;
  /** An append failed or its outcome is unknown. It is repeated. */
  appendFailed?(cause: unknown): void;
  /** A commit was refused because a bound of the backlog was reached. */
  refused?(bound: 'partitions' | 'rows' | 'bytes'): void;
  /** Events did not fit beside their commit's rows and were stored before it. */
  overflowed?(): void;
  /** The outcome of a commit with events was unknown. */
  doubtful?(): void;
  /** Partitions at rest that this process no longer answers for. */
  settled?(partitions: number): void;
  /** A commit of this package's own: after a crash, a doubt or an outage. */
  fenced?(): void;
  /** Another process gave no sign of life and was taken for dead. */
  declaredDead?(): void;
  /** This process was taken for dead and goes on under a new name. */
  incarnationLost?(): void;
  /** Partitions that a dead process had answered for were looked after. */
  swept?(partitions: number): void;
  /** Something that is done in the background failed; it is tried again. */
  failed?(what: 'publish' | 'beat' | 'sweep' | 'settle', cause: unknown): void;
}
