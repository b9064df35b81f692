import type { ServiceError } from '@microchat/core/service-error';
import type { Column, NewEvent, PartitionKey, PartitionRead } from '@microchat/ports/kv-store';

/**
 * What a store does with its partitions; PartitionWriters does the rest (queues, batches, versions, retries).
 * One machine serves all partitions of a table. It never sees two calls for one key at the same time.
 *
 * The state of a key belongs to the writer: it is handed to `prepare` and `decide`, which may change it in place and
 * return it. It is kept only while it is known to be the partition's content at the cached version; after a conflict,
 * an error or an unknown outcome it is thrown away and loaded again.
 */
export interface PartitionMachine<State, Request, Reply> {
  /** The partition that the key's writer commits to. Left out: the partition is named like the key. Asked before every load. */
  locate?(key: string): string | Promise<string>;

  /** Columns that `load` wants in `read.values`. */
  readonly columns?: readonly string[];

  /**
   * Builds the state from version, head and columns; version 0 = the partition does not exist yet. A machine that reads
   * more (scans) returns a promise; the writer then checks that the version is still the same, else it loads again.
   * `relocate`: this partition has ended, ask `locate` again.
   */
  load(read: PartitionRead, partition: string): State | typeof relocate | Promise<State | typeof relocate>;

  /**
   * Fetches what deciding on these requests needs and is not in the state yet. Reads may be newer than the state: then a
   * decision that writes is refused by its compare-and-set and taken again.
   */
  prepare?(state: State, requests: readonly Request[]): State | Promise<State>;

  /** Pure. Takes a prefix of the requests; see Decision. */
  decide(state: State, requests: readonly Request[], environment: DecisionEnvironment): Decision<State, Reply>;

  /** Upper bound of what a request adds to a commit, and what it counts in the queue. Batches are cut by it. */
  cost(request: Request): RequestCost;

  /** What an idle state counts against `idleWeightMax`. Left out: 1. */
  weigh?(state: State): number;
}

/** Answer of `load`: the partition has ended (closed, moved); the writer asks `locate` again. */
export const relocate: unique symbol = Symbol('relocate');

export interface DecisionEnvironment {
  /** Wall clock; may jump either way. */
  readonly nowMs: number;
  readonly partition: string;
  /** 0 = this commit creates the partition. */
  readonly version: number;
}

/**
 * Without head, puts, deletes and events nothing is committed: the replies are given at once and the state is kept.
 * An empty decision (no replies and nothing to write) is a programming error.
 */
export interface Decision<State, Reply> {
  /** State after the commit. */
  readonly state: State;
  /** One for each request taken, in order; its length is the prefix taken. A ServiceError rejects that request. */
  readonly replies: readonly (Reply | ServiceError)[];
  /** Left out: the head stays as it is. */
  readonly head?: Uint8Array | undefined;
  readonly puts?: readonly Column[];
  readonly deletes?: readonly string[];
  readonly events?: readonly NewEvent[];
  /** Only if this commit creates the partition: the ended one whose events come before these. */
  readonly follows?: PartitionKey | undefined;
  /**
   * For decisions without a write whose replies must not be based on a state that another process has changed since:
   * the version is read again before they are given.
   */
  readonly confirm?: boolean;
  /** Forget the state after this decision and locate and load again (the partition was closed). */
  readonly reload?: boolean;
}

export interface RequestCost {
  /** Puts and deletes. */
  readonly rows: number;
  /** Names and values of its rows and events. */
  readonly bytes: number;
}
