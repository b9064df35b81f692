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
  type CommitOutcome,
  type KvStore,
  type MergeWrite,
  type PartitionKey,
  type PartitionRead,
  type ReadRequest,
  type ScanRange,
} from '@microchat/ports/kv-store';
import type { LmdbEnvironment } from './lmdb-environment.ts';
import { columnOfRowKey, columnRowKey, partitionRowKey } from './lmdb-keys.ts';
import type { LmdbLog } from './lmdb-log.ts';
import { LmdbMerger } from './lmdb-merger.ts';
import { decodeVersionRow, nextVersionRow } from './lmdb-version-row.ts';

/**
 * The embedded store. Every read takes one synchronous snapshot: lmdb keeps its read transaction within a turn, and
 * nothing of a commit is visible before its flush. Buffers given to `commit` and `merge` must not change until they resolve.
 */
export class LmdbKvStore implements KvStore {
  readonly #environment: LmdbEnvironment;
  readonly #log: LmdbLog;
  readonly #merger: LmdbMerger;

  constructor(environment: LmdbEnvironment, log: LmdbLog) {
    this.#environment = environment;
    this.#log = log;
    this.#merger = new LmdbMerger(environment);
  }

  async read(partition: PartitionKey, columns: readonly string[] = []): Promise<PartitionRead> {
    checkRead(partition, columns);
    this.#environment.assertOpen();
    return this.#snapshot(partition, columns);
  }

  async multiRead(requests: readonly ReadRequest[]): Promise<PartitionRead[]> {
    checkMultiRead(requests);
    this.#environment.assertOpen();
    return requests.map((request) => this.#snapshot(request.key, request.columns));
  }

  async scan(partition: PartitionKey, range: ScanRange): Promise<Column[]> {
    checkScan(partition, range);
    this.#environment.assertOpen();
    if (range.from >= range.to) return [];
    const from = columnRowKey(partition, range.from);
    const to = columnRowKey(partition, range.to);
    const rows = this.#environment.columns.getRange(
      range.reverse === true
        ? { start: to, exclusiveStart: true, end: from, inclusiveEnd: true, reverse: true, limit: range.limit }
        : { start: from, end: to, limit: range.limit },
    );
    return Array.from(rows, ({ key, value }) => ({ column: columnOfRowKey(partition, key), value }));
  }

  async commit(commit: Commit): Promise<CommitOutcome> {
    checkCommit(commit);
    this.#environment.assertOpen();
    const { partitions, columns, observer } = this.#environment;
    const key = partitionRowKey(commit.key);
    const current = partitions.getEntry(key);
    if ((current?.version ?? 0) !== commit.ifVersion) return this.#conflict();
    const version = commit.ifVersion + 1;
    const versionRow = nextVersionRow(current?.value, commit.commitId, commit.head);
    const puts = commit.puts.map((put) => ({ key: columnRowKey(commit.key, put.column), value: asBuffer(put.value) }));
    const deletes = commit.deletes.map((column) => columnRowKey(commit.key, column));
    const applied = await this.#log.write({
      condition: { key, version: commit.ifVersion },
      records: commit.events,
      bytes: versionRow.length + commitBytes(commit),
      stage: () => {
        void partitions.put(key, versionRow, version);
        for (const column of deletes) void columns.remove(column);
        for (const put of puts) void columns.put(put.key, put.value);
      },
    });
    if (!applied) return this.#conflict();
    observer.committed?.(commitRows(commit), commit.events.length);
    return { kind: 'applied', version };
  }

  async merge(writes: readonly MergeWrite[]): Promise<void> {
    checkMerge(writes);
    this.#environment.assertOpen();
    await this.#merger.merge(writes);
  }

  #snapshot(key: PartitionKey, columns: readonly string[]): PartitionRead {
    const entry = this.#environment.partitions.getEntry(partitionRowKey(key));
    const row = entry === undefined ? { commitIds: [], head: Buffer.alloc(0) } : decodeVersionRow(entry.value);
    const values = columns.map((column) => this.#environment.columns.getBinary(columnRowKey(key, column)));
    return { version: entry?.version ?? 0, head: row.head, recentCommitIds: row.commitIds, values };
  }

  #conflict(): CommitOutcome {
    this.#environment.observer.conflicted?.();
    return { kind: 'conflict' };
  }
}

/** The same memory. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
