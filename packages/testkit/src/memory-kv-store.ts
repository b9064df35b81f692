import { checkCommit, checkMerge, checkMultiRead, checkRead, checkScan } from '@microchat/ports/kv-limits';
import type {
  Column,
  Commit,
  CommitOutcome,
  KvStore,
  MergeWrite,
  PartitionKey,
  PartitionRead,
  ReadRequest,
  ScanRange,
} from '@microchat/ports/kv-store';
import type { MemoryLog } from './memory-log.ts';
import type { MemoryTables } from './memory-tables.ts';

/** Limits are checked at the call; reads answer in a later microtask, writes take effect after `latency`. */
export class MemoryKvStore implements KvStore {
  readonly #tables: MemoryTables;
  readonly #log: MemoryLog;
  readonly #latency: () => Promise<void>;

  constructor(tables: MemoryTables, log: MemoryLog, latency: () => Promise<void>) {
    this.#tables = tables;
    this.#log = log;
    this.#latency = latency;
  }

  async read(partition: PartitionKey, columns: readonly string[] = []): Promise<PartitionRead> {
    checkRead(partition, columns);
    return this.#tables.read(partition, columns);
  }

  async multiRead(requests: readonly ReadRequest[]): Promise<PartitionRead[]> {
    checkMultiRead(requests);
    return requests.map((request) => this.#tables.read(request.key, request.columns));
  }

  async scan(partition: PartitionKey, range: ScanRange): Promise<Column[]> {
    checkScan(partition, range);
    return this.#tables.scan(partition, range);
  }

  async commit(commit: Commit): Promise<CommitOutcome> {
    checkCommit(commit);
    await this.#latency();
    const version = this.#tables.commit(commit);
    if (version === undefined) return { kind: 'conflict' };
    this.#log.append(commit.events);
    return { kind: 'applied', version };
  }

  async merge(writes: readonly MergeWrite[]): Promise<void> {
    checkMerge(writes);
    await this.#latency();
    for (const write of writes) this.#tables.merge(write);
  }
}
