/**
 * The event log port: topics of partitions of records, ordered per key. Adapters: LMDB log (in the store's
 * environment, so that a commit and its events are one transaction), Kafka. Proven by `eventLogContract` in testkit.
 *
 * A record's key decides its partition; the number of partitions of a topic never changes.
 */
export interface EventLog {
  /** Fixed number of partitions of the topic. */
  partitionCount(topic: string): number;

  /** The partition of a key. Deterministic over restarts. */
  partitionOf(topic: string, key: string): number;

  /** Resolves when all records are durable. Order per key is the order of the calls. */
  append(records: readonly NewRecord[]): Promise<void>;

  /**
   * Joins consumer group `group`. Handlers run concurrently across keys, one at a time and in order within a key; each
   * call gets what has queued for its key (1 to `batchMax` records). A record counts as done when its handler resolved;
   * only the contiguous done prefix of a partition is committed, so after a crash a handler may see records again.
   * A handler that rejects is retried with backoff; a `PoisonRecordError` parks the record at once, and any other
   * error parks it after `attemptsMax` unless it is a `RetryLaterError`, which is retried for as long as it takes. A failed
   * call of several records is repeated record by record (unless it was a `RetryLaterError`), so that only the record
   * that has the cause is parked. A parked record counts as done.
   */
  subscribe(subscription: Subscription): Promise<Consumer>;

  /** Next offset to be handled per partition for a consumer group: everything below it is done, durably. */
  committedOffsets(topic: string, group: string): Promise<number[]>;

  /** Records from `offset` on, at most `limit`; for replay. Offsets may have gaps. */
  read(topic: string, partition: number, offset: number, limit: number): Promise<LogRecord[]>;
}

export interface NewRecord {
  readonly topic: string;
  readonly key: string;
  readonly sequence: number;
  readonly value: Uint8Array;
}

export interface LogRecord {
  readonly partition: number;
  /** Grows within a partition, not necessarily by one. From 0. */
  readonly offset: number;
  readonly key: string;
  /** The event's own sequence: dense per key. */
  readonly sequence: number;
  readonly value: Uint8Array;
}

export interface Subscription {
  readonly topic: string;
  readonly group: string;
  /** Records of one key at most per handler call. Default 256. */
  readonly batchMax?: number;
  /** Keys handled at the same time. Default 256. */
  readonly concurrencyMax?: number;
  /** Records taken from the log but not done, over all keys. Default 10 000. Past it reading pauses. */
  readonly inFlightMax?: number;
  /** Attempts before a record is parked. Default 10. */
  readonly attemptsMax?: number;
  handle(key: string, records: readonly LogRecord[]): Promise<void>;
  /** A record was given up: it stays in the log, its cause goes here. If this throws, the record is tried again instead. */
  parked?(record: LogRecord, cause: unknown): void;
}

export interface Consumer {
  /** Stops taking records, waits for running handlers (at most `timeoutMs`, default 10 000), commits the done prefix. */
  stop(timeoutMs?: number): Promise<void>;
  /**
   * Resolves when everything that was in the log at the time of the call has been handled; rejects if the consumer stops
   * before. For tests and draining.
   */
  caughtUp(): Promise<void>;
  /** Records in the log that are not done yet; offsets that were never used may count until they are passed. */
  lag(): Promise<number>;
}

/** The record can never be handled (undecodable, ...). */
export class PoisonRecordError extends Error {
  override readonly name = 'PoisonRecordError';
}

/** Something that this record needs is away; it is retried, with backoff up to a second, until it succeeds. */
export class RetryLaterError extends Error {
  override readonly name = 'RetryLaterError';
}

export class EventLogUnavailableError extends Error {
  override readonly name = 'EventLogUnavailableError';
}
