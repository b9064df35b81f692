import { reading } from '@microchat/partition-writer/reading';
import type { WriterObserver } from '@microchat/partition-writer/writer-observer';
import type { Column, KvStore, PartitionKey } from '@microchat/ports/kv-store';
import { ColumnMerger } from './column-merger.ts';
import { readerBucket, readerBuckets } from './domain/reader-buckets.ts';
import { decodeReadIndex, encodeReadIndex } from './domain/sortable-rows.ts';
import { tables } from './rows.ts';

export interface Reader {
  readonly userId: string;
  readonly readIndex: number;
}

/** Rows read ahead in each bucket. */
const chunkRows = 16;
/** Sorts after every id. */
const endOfIds = '~';

/** Read positions by conversation, for read lists: one row a reader, spread over buckets so that no partition is hot. */
export class Readers {
  readonly #kv: KvStore;
  readonly #merger: ColumnMerger;

  constructor(kv: KvStore, observer: WriterObserver) {
    this.#kv = kv;
    this.#merger = new ColumnMerger({ kv, table: tables.readers, observer });
  }

  async record(conversationId: string, userId: string, readIndex: number): Promise<void> {
    const { partition } = readersPartition(conversationId, readerBucket(conversationId, userId));
    await this.#merger.merge(partition, new Map([[userId, encodeReadIndex(readIndex)]]));
  }

  /**
   * Readers whose position is at least `index`, by user id, after `afterUserId`, at most `limit`.
   *
   * The buckets are merged: one small scan for each, then one more whenever a bucket runs out. Readers below `index` are
   * read and dropped, so a page costs at most one pass over everybody who ever read the conversation (5 000 in a group).
   */
  async list(
    conversationId: string,
    index: number,
    afterUserId: string,
    limit: number,
  ): Promise<{ readonly readers: Reader[]; readonly hasMore: boolean }> {
    const buckets = Array.from(
      { length: readerBuckets(conversationId) },
      (_, bucket) => new BucketCursor(this.#kv, readersPartition(conversationId, bucket), afterUserId),
    );
    const readers: Reader[] = [];
    for (;;) {
      await Promise.all(buckets.filter((bucket) => bucket.needsFill).map((bucket) => bucket.fill()));
      const bucket = lowest(buckets);
      const row = bucket?.take();
      if (row === undefined) return { readers, hasMore: false };
      const readIndex = decodeReadIndex(row.value);
      if (readIndex < index) continue;
      if (readers.length === limit) return { readers, hasMore: true };
      readers.push({ userId: row.column, readIndex });
    }
  }

  /** Resolves when nothing is being written. */
  idle(): Promise<void> {
    return this.#merger.idle();
  }
}

/** A walk through one bucket by user id. */
class BucketCursor {
  readonly #kv: KvStore;
  readonly #key: PartitionKey;
  #rows: Column[] = [];
  #next = 0;
  #from: string;
  #isAtEnd = false;

  constructor(kv: KvStore, key: PartitionKey, afterUserId: string) {
    this.#kv = kv;
    this.#key = key;
    this.#from = after(afterUserId);
  }

  get needsFill(): boolean {
    return this.#next === this.#rows.length && !this.#isAtEnd;
  }

  get head(): Column | undefined {
    return this.#rows[this.#next];
  }

  take(): Column | undefined {
    const row = this.#rows[this.#next];
    if (row !== undefined) this.#next += 1;
    return row;
  }

  async fill(): Promise<void> {
    this.#rows = await reading(this.#kv.scan(this.#key, { from: this.#from, to: endOfIds, limit: chunkRows }));
    this.#next = 0;
    this.#isAtEnd = this.#rows.length < chunkRows;
    const last = this.#rows.at(-1);
    if (last !== undefined) this.#from = after(last.column);
  }
}

function lowest(buckets: readonly BucketCursor[]): BucketCursor | undefined {
  let lowest: BucketCursor | undefined;
  for (const bucket of buckets) {
    if (bucket.head === undefined) continue;
    if (lowest?.head === undefined || bucket.head.column < lowest.head.column) lowest = bucket;
  }
  return lowest;
}

/** The least name above an id; above the empty one it is before all. */
function after(userId: string): string {
  return `${userId}\0`;
}

function readersPartition(conversationId: string, bucket: number): PartitionKey {
  return { table: tables.readers, partition: `${conversationId}/${bucket.toString(16).padStart(2, '0')}` };
}
