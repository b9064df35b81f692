/**
 * The storage port (58 Group's "wtable"): tables of partitions; a partition has columns sorted by name and ONE version.
 * Adapters: LMDB (embedded), Cassandra. What holds for every adapter is proven by `kvStoreContract` in
 * packages/testkit; a caller may rely on that and on nothing else.
 *
 * Names (partition, column) are 1 to 256 printable ASCII characters and sort by byte.
 */
export interface KvStore {
  /**
   * One consistent snapshot of a partition's version, head and the named columns.
   * An absent partition has version 0. Sees every commit that resolved before the call.
   */
  read(partition: PartitionKey, columns?: readonly string[]): Promise<PartitionRead>;

  /** Several `read`s in one round trip, each consistent in itself, in the order asked. At most 500. */
  multiRead(requests: readonly ReadRequest[]): Promise<PartitionRead[]>;

  /** Columns of one partition in [from, to), ascending or, with `reverse`, descending. At most `limit` (1 to 1 000). */
  scan(partition: PartitionKey, range: ScanRange): Promise<Column[]>;

  /**
   * Applies all puts and deletes, the new head and the events, or nothing.
   * Resolves `applied` only when the change is durable and its events are in the event log (or durably on their way).
   * Resolves `conflict` when the partition's version is not `ifVersion`.
   * @throws KvUnknownOutcomeError it may or may not have been applied: read again and look for `commitId` in
   *   `recentCommitIds` (the last 16 are kept), then decide.
   * @throws KvUnavailableError it was not applied and may be tried again.
   * @throws KvLimitError more than 100 rows, 40 KiB, a column twice, or a name out of its limits (kv-limits.ts says how
   *   they are counted). Programming error: nothing was applied.
   */
  commit(commit: Commit): Promise<CommitOutcome>;

  /**
   * Unconditional writes for monotonous data: each column keeps the larger value by byte order. Only on tables that are
   * never committed to; a merged partition's version stays 0. Durable when resolved. Not atomic across columns.
   * At most 500 columns and 1 MiB a call.
   * @throws KvUnavailableError, KvUnknownOutcomeError call again: merging twice is merging once.
   * @throws KvLimitError nothing was written.
   */
  merge(writes: readonly MergeWrite[]): Promise<void>;
}

/** `table` is one of the owning service's tables; services never touch each other's. */
export interface PartitionKey {
  readonly table: string;
  readonly partition: string;
}

export interface ReadRequest {
  readonly key: PartitionKey;
  readonly columns: readonly string[];
}

export interface PartitionRead {
  /** Number of commits that this partition has seen; 0 = absent. */
  readonly version: number;
  /** Value of the version row, empty if absent. */
  readonly head: Uint8Array;
  /** Newest last, at most 16. */
  readonly recentCommitIds: readonly string[];
  /** In the order asked. */
  readonly values: readonly (Uint8Array | undefined)[];
}

export interface ScanRange {
  /** Inclusive; '' = from the first column. ASCII, at most 257 characters, as is `to`. */
  readonly from: string;
  /** Exclusive; '\x7f' is after every column. */
  readonly to: string;
  readonly reverse?: boolean;
  readonly limit: number;
}

export interface Column {
  readonly column: string;
  readonly value: Uint8Array;
}

export interface Commit {
  readonly key: PartitionKey;
  /** 0 = the partition must be absent. */
  readonly ifVersion: number;
  /** Unique per attempt's content, 1 to 40 ASCII characters. */
  readonly commitId: string;
  /** Replaces the head; left out = unchanged. */
  readonly head?: Uint8Array;
  readonly puts: readonly Column[];
  readonly deletes: readonly string[];
  /** Appended to the event log in this order, all with the same topic and key per commit or not: the adapter keeps order per key. */
  readonly events: readonly NewEvent[];
  /**
   * Only on a commit that creates its partition: a partition that will never again be committed to with events. All of
   * its events come before those of the new one, so that the order of a key goes on from partition to partition.
   */
  readonly follows?: PartitionKey;
}

export interface NewEvent {
  readonly topic: string;
  /** Orders: events with one key are delivered in commit order. 1 to 256 printable ASCII characters. */
  readonly key: string;
  /** Dense per key, assigned by the owner of the partition (for messages: the index). */
  readonly sequence: number;
  readonly value: Uint8Array;
}

export type CommitOutcome = { readonly kind: 'applied'; readonly version: number } | { readonly kind: 'conflict' };

export interface MergeWrite {
  readonly key: PartitionKey;
  readonly column: string;
  readonly value: Uint8Array;
}

/** Limits of one commit (Cassandra refuses batches above 50 KiB). */
export const kvLimits = {
  commitRowsMax: 100,
  commitBytesMax: 40 * 1024,
  /** Events travel beside the rows, not in their batch, and have limits of their own. */
  commitEventsMax: 100,
  commitEventBytesMax: 256 * 1024,
  nameLengthMax: 256,
  multiReadMax: 500,
  scanLimitMax: 1_000,
  mergeWritesMax: 500,
  mergeBytesMax: 1024 * 1024,
  recentCommitIds: 16,
} as const;

/** Rows and bytes that a commit may have. */
export interface CommitLimits {
  readonly commitRowsMax: number;
  readonly commitBytesMax: number;
}

/**
 * What an engine below packages/event-publisher must accept: `kvLimits` and the rows that go with a commit whose events are
 * stored beside it. In sum still below the 50 KiB of a Cassandra batch.
 */
export const kvEngineLimits: CommitLimits = { commitRowsMax: 108, commitBytesMax: 44 * 1024 };

export class KvUnknownOutcomeError extends Error {
  override readonly name = 'KvUnknownOutcomeError';
}

export class KvUnavailableError extends Error {
  override readonly name = 'KvUnavailableError';
}

export class KvLimitError extends Error {
  override readonly name = 'KvLimitError';
}
