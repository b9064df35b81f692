import type { LogRecord } from '@microchat/ports/event-log';

/** One topic of a log whose partitions this process owns alone: what `LogConsumer` reads from. */
export interface LogSource {
  readonly partitionCount: number;

  /** Every record below this offset is durable, or will never exist. Only grows. */
  visibleEnd(partition: number): number;

  /** Above every offset given out so far, those of writes under way included. Never below `visibleEnd`, which reaches it. */
  assignedEnd(partition: number): number;

  /** Visible records from `offset` on, in order, at most `limit`. */
  read(partition: number, offset: number, limit: number): Promise<LogRecord[]>;

  /** Calls `listener` whenever `visibleEnd` of a partition has grown. Returns how to end that. */
  onVisible(listener: () => void): () => void;

  /** Next offsets to be handled, per partition, as last saved; 0 if never. */
  loadOffsets(group: string): Promise<number[]>;

  /** Resolves when durable. */
  saveOffsets(group: string, offsets: readonly number[]): Promise<void>;
}
