import { type CommitLimits, kvEngineLimits } from '@microchat/ports/kv-store';

export interface PublisherLimits {
  /** How long a commit waits for the log. Past it its events stay in the outbox and the commit resolves. */
  readonly publishBudgetMs: number;
  /** Partitions that this process answers for at a time. Past it commits with events are refused. */
  readonly partitionsMax: number;
  /** Commits of one partition that wait for the log. Past it commits with events are refused. */
  readonly rowsPerPartitionMax: number;
  /** Bytes of events, over all partitions, that this process has committed and that wait for the log. */
  readonly backlogBytesMax: number;
  /** Appends at the same time. While the log is away: one. */
  readonly appendsMax: number;
  /** Partitions at rest whose version and published events are remembered; another one costs a read more. */
  readonly remembered: number;
  /** How long a partition must be at rest before this process stops answering for it. */
  readonly settleAfterMs: number;
  /** Between two signs of life of this process. */
  readonly beatMs: number;
  /** A process without a sign of life for this long is taken for dead. Being wrong costs work, never events. */
  readonly leaseMs: number;
  /**
   * How long a dead process's promise for a partition that does not exist is kept: a process that comes back to life later
   * than this, and crashes right after it has created the partition, leaves events to the partition's next writer.
   */
  readonly absentGraceMs: number;
  /** What the engine takes in a commit. */
  readonly engine: CommitLimits;
}

export const defaultPublisherLimits: PublisherLimits = {
  publishBudgetMs: 250,
  partitionsMax: 50_000,
  // A segment of a conversation (1 000 entries) can fill up while the log is away.
  rowsPerPartitionMax: 1_024,
  backlogBytesMax: 1024 * 1024 * 1024,
  appendsMax: 256,
  // What the partition writers of a process remember.
  remembered: 50_000,
  settleAfterMs: 30_000,
  beatMs: 1_000,
  leaseMs: 10_000,
  absentGraceMs: 600_000,
  engine: kvEngineLimits,
};
