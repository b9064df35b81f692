import {
  checkCommit,
  checkMerge,
  checkMultiRead,
  checkRead,
  checkScan,
  commitBytes,
  commitRows,
} from '@microchat/ports/kv-limits';
import {
  type Column,
  type Commit,
  type CommitLimits,
  type CommitOutcome,
  KvLimitError,
  type KvStore,
  KvUnknownOutcomeError,
  type MergeWrite,
  type PartitionKey,
  type PartitionRead,
  type ReadRequest,
  type ScanRange,
} from '@microchat/ports/kv-store';
import type { CassandraSession, Statement } from './cassandra-session.ts';
import { DoubtfulPartitions } from './doubtful-partitions.ts';
import { type MergeBatch, mergeBatches } from './merge-batches.ts';
import { PartitionReader } from './partition-reader.ts';
import type { StoreTable, StoreTables } from './store-tables.ts';
import { recentSlot } from './version-row.ts';

/**
 * The store on Cassandra. It takes commits without events only: Cassandra cannot write to an event log, so whoever needs
 * both composes this store with one.
 *
 * Every call settles within the request time-out. Buffers given to `commit` and `merge` must not change until they resolve.
 *
 * Reads: after a commit that resolved, a majority of the replicas has it, and a read asks a majority; so it sees every
 * commit that resolved before. A commit whose outcome is unknown may be decided and yet be on fewer replicas. The
 * partition is then in doubt, and `read`, `multiRead` and `scan` read it serially, which finishes such a commit, until
 * that succeeded. A conflict puts a partition in doubt, too: what it was refused for may be such a commit of somebody else.
 */
export class CassandraKvStore implements KvStore {
  readonly #session: CassandraSession;
  readonly #tables: StoreTables;
  readonly #limits: CommitLimits;
  readonly #doubts = new DoubtfulPartitions();
  readonly #reader: PartitionReader;

  constructor(session: CassandraSession, tables: StoreTables, limits: CommitLimits) {
    this.#session = session;
    this.#tables = tables;
    this.#limits = limits;
    this.#reader = new PartitionReader(session, this.#tables, this.#doubts);
  }

  async read(key: PartitionKey, columns: readonly string[] = []): Promise<PartitionRead> {
    checkRead(key, columns);
    const [read] = await this.#reader.read([{ key, columns }]);
    if (read === undefined) throw new Error('a read without an answer');
    return read;
  }

  async multiRead(requests: readonly ReadRequest[]): Promise<PartitionRead[]> {
    checkMultiRead(requests);
    return this.#reader.read(requests);
  }

  async scan(key: PartitionKey, range: ScanRange): Promise<Column[]> {
    checkScan(key, range);
    return this.#reader.scan(key, range);
  }

  async commit(commit: Commit): Promise<CommitOutcome> {
    checkCommit(commit, this.#limits);
    if (commit.events.length > 0) throw new KvLimitError('this store has no event log: commit without events');
    const table = this.#tables.findFor('committed', commit.key.table);
    if (await this.#apply(commit, commitStatements(table, commit))) {
      this.#session.observer.committed?.(commitRows(commit));
      return { kind: 'applied', version: commit.ifVersion + 1 };
    }
    this.#doubts.add(commit.key);
    this.#session.observer.conflicted?.();
    return { kind: 'conflict' };
  }

  async merge(writes: readonly MergeWrite[]): Promise<void> {
    checkMerge(writes);
    const batches = mergeBatches(writes).map((batch) => ({
      statements: mergeStatements(this.#tables.findFor('merged', batch.key.table), batch),
      bytes: batch.bytes,
    }));
    await Promise.all(batches.map(({ statements, bytes }) => this.#session.merge(statements, bytes)));
  }

  async #apply(commit: Commit, statements: readonly Statement[]): Promise<boolean> {
    try {
      return await this.#session.commit(statements, commitBytes(commit));
    } catch (error) {
      if (error instanceof KvUnknownOutcomeError) this.#doubts.add(commit.key);
      throw error;
    }
  }
}

/** One batch on one partition: the first statement carries the condition for all of them. */
function commitStatements({ statements }: StoreTable, commit: Commit): Statement[] {
  const { partition } = commit.key;
  const version = commit.ifVersion + 1;
  // A partition that does not exist has no version: the one place where null is meant.
  const expected = commit.ifVersion === 0 ? null : BigInt(commit.ifVersion);
  const advance = [BigInt(version), asBuffer(commit.head), recentSlot(version), commit.commitId, partition, expected];
  return [
    { query: statements.advance, params: advance },
    ...commit.puts.map(({ column, value }) => put(statements.put, partition, column, value)),
    ...commit.deletes.map((column) => ({ query: statements.delete, params: [partition, column] })),
  ];
}

function mergeStatements({ statements }: StoreTable, { key, writes }: MergeBatch): Statement[] {
  return writes.map(({ column, value }) => put(statements.put, key.partition, column, value));
}

function put(query: string, partition: string, column: string, value: Uint8Array): Statement {
  return { query, params: [partition, column, asBuffer(value)] };
}

/** The same memory. Undefined stays undefined: it leaves the column as it is. */
function asBuffer(bytes: Uint8Array | undefined): Buffer | undefined {
  return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
