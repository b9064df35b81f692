import { kvLimits } from '@microchat/ports/kv-store';

/** Bounds of a pool of writers. */
export interface WriterLimits {
  /** Requests waiting at one writer; past it: RESOURCE_EXHAUSTED/WRITER_BUSY. */
  readonly queueRequestsMax: number;
  /** Their bytes (cost) at one writer; past it: RESOURCE_EXHAUSTED/WRITER_BUSY. */
  readonly queueBytesMax: number;
  /** Requests waiting at all writers of the pool; past it: RESOURCE_EXHAUSTED/STORE_BUSY. */
  readonly waitingMax: number;
  /** Requests in one decision. */
  readonly batchMax: number;
  /** Rows of a batch by cost. */
  readonly batchRowsMax: number;
  /** Bytes of a batch by cost; the rest of the commit limit is for the head. */
  readonly batchBytesMax: number;
  /** Writers without work whose state is kept; past it the longest unused is forgotten. */
  readonly idleMax: number;
  /** Sum of their weights. */
  readonly idleWeightMax: number;
  /** Loads and commits for one batch before it is answered ABORTED/WRITER_CONFLICT. */
  readonly attemptsMax: number;
  /** How long after a commit of unknown outcome was sent its batch is answered UNAVAILABLE/STORE_UNAVAILABLE at the latest. */
  readonly unknownOutcomeMs: number;
}

export const defaultWriterLimits: WriterLimits = {
  queueRequestsMax: 1_000,
  queueBytesMax: 4 * 1024 * 1024,
  waitingMax: 50_000,
  batchMax: 256,
  batchRowsMax: kvLimits.commitRowsMax,
  batchBytesMax: kvLimits.commitBytesMax - 1024,
  idleMax: 10_000,
  idleWeightMax: 1_000_000,
  attemptsMax: 16,
  // Below the 5 s that callers of hot methods wait.
  unknownOutcomeMs: 4_000,
};
