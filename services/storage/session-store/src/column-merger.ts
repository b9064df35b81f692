import type { ServiceError } from '@microchat/core/service-error';
import { reading } from '@microchat/partition-writer/reading';
import { storeBusy, writerBusy } from '@microchat/partition-writer/writer-errors';
import type { WriterObserver } from '@microchat/partition-writer/writer-observer';
import { type KvStore, kvLimits, type MergeWrite } from '@microchat/ports/kv-store';
import { largerOf } from './domain/compare-bytes.ts';

export interface ColumnMergerLimits {
  /** Calls that wait for their answer, over all partitions; past it: RESOURCE_EXHAUSTED/STORE_BUSY. */
  readonly waitingMax: number;
  /** Columns that wait in one partition; past it: RESOURCE_EXHAUSTED/WRITER_BUSY. */
  readonly columnsMax: number;
}

const defaultLimits: ColumnMergerLimits = { waitingMax: 50_000, columnsMax: 5_000 };

export interface ColumnMergerOptions {
  readonly kv: KvStore;
  /** Merge-only. */
  readonly table: string;
  readonly limits?: Partial<ColumnMergerLimits>;
  readonly observer?: WriterObserver;
}

/** What goes into one partition together, and the promise of whoever waits for it. */
interface Round {
  readonly columns: Map<string, Uint8Array>;
  calls: number;
  readonly written: PromiseWithResolvers<void>;
}

/** A partition with a merge in flight, and what goes after it. */
interface Lane {
  next: Round | undefined;
  finished: Promise<void>;
}

/**
 * Writes to a merge-only table, one merge at a time in a partition: what arrives while one is in flight is combined,
 * column by column, and goes with the next. However fast a value grows, it costs one write per round trip.
 */
export class ColumnMerger {
  readonly #kv: KvStore;
  readonly #table: string;
  readonly #limits: ColumnMergerLimits;
  readonly #observer: WriterObserver;
  readonly #lanes = new Map<string, Lane>();
  #waiting = 0;

  constructor({ kv, table, limits, observer }: ColumnMergerOptions) {
    this.#kv = kv;
    this.#table = table;
    this.#limits = { ...defaultLimits, ...limits };
    this.#observer = observer ?? {};
  }

  /**
   * Resolves when values that are at least as large are durable.
   * @throws ServiceError UNAVAILABLE/STORE_UNAVAILABLE: repeat it, it is idempotent; RESOURCE_EXHAUSTED: not written.
   */
  async merge(partition: string, columns: ReadonlyMap<string, Uint8Array>): Promise<void> {
    if (this.#waiting >= this.#limits.waitingMax) throw this.#refused(storeBusy());
    const lane = this.#lanes.get(partition) ?? this.#openLane(partition);
    lane.next ??= { columns: new Map(), calls: 0, written: Promise.withResolvers() };
    const round = lane.next;
    const isFull = round.calls > 0 && round.columns.size + columns.size > this.#limits.columnsMax;
    if (isFull) throw this.#refused(writerBusy());
    for (const [column, value] of columns) {
      round.columns.set(column, largerOf(round.columns.get(column), value) ?? value);
    }
    round.calls += 1;
    this.#waiting += 1;
    try {
      await round.written.promise;
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Resolves when everything that was called for has its answer. */
  async idle(): Promise<void> {
    while (this.#lanes.size > 0) await Promise.all([...this.#lanes.values()].map(({ finished }) => finished));
  }

  #refused(error: ServiceError): ServiceError {
    this.#observer.busy?.();
    return error;
  }

  #openLane(partition: string): Lane {
    const lane: Lane = { next: undefined, finished: Promise.resolve() };
    this.#lanes.set(partition, lane);
    // Not at once: what is called for in the same turn goes together.
    lane.finished = lane.finished.then(() => this.#drain(partition, lane));
    return lane;
  }

  async #drain(partition: string, lane: Lane): Promise<void> {
    for (let round = lane.next; round !== undefined; round = lane.next) {
      lane.next = undefined;
      await this.#write(partition, round);
    }
    this.#lanes.delete(partition);
  }

  async #write(partition: string, { columns, calls, written }: Round): Promise<void> {
    const key = { table: this.#table, partition };
    const writes: MergeWrite[] = [...columns].map(([column, value]) => ({ key, column, value }));
    try {
      for (let start = 0; start < writes.length; start += kvLimits.mergeWritesMax) {
        await reading(this.#kv.merge(writes.slice(start, start + kvLimits.mergeWritesMax)));
      }
      this.#observer.committed?.(calls);
      written.resolve();
    } catch (error) {
      this.#observer.unavailable?.(calls);
      written.reject(error);
    }
  }
}
