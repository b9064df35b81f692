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
import { cqlTableName, type KvTable } from '../kv-tables.ts';

/** Creates a table before its first use: contract suites choose names as they go. What is merged to first is a merged table. */
export class TablesOnDemand implements KvStore {
  /** The catalog of the store below; grows. */
  readonly catalog: Map<string, KvTable>;
  readonly #inner: KvStore;
  readonly #create: (table: KvTable) => Promise<void>;

  constructor(inner: KvStore, catalog: Map<string, KvTable>, create: (table: KvTable) => Promise<void>) {
    this.#inner = inner;
    this.catalog = catalog;
    this.#create = create;
  }

  async read(key: PartitionKey, columns?: readonly string[]): Promise<PartitionRead> {
    await this.#ensure('committed', [key]);
    return this.#inner.read(key, columns);
  }

  async multiRead(requests: readonly ReadRequest[]): Promise<PartitionRead[]> {
    await this.#ensure(
      'committed',
      requests.map(({ key }) => key),
    );
    return this.#inner.multiRead(requests);
  }

  async scan(key: PartitionKey, range: ScanRange): Promise<Column[]> {
    await this.#ensure('committed', [key]);
    return this.#inner.scan(key, range);
  }

  async commit(commit: Commit): Promise<CommitOutcome> {
    await this.#ensure('committed', [commit.key]);
    return this.#inner.commit(commit);
  }

  async merge(writes: readonly MergeWrite[]): Promise<void> {
    await this.#ensure(
      'merged',
      writes.map(({ key }) => key),
    );
    await this.#inner.merge(writes);
  }

  async #ensure(kind: KvTable['kind'], keys: readonly PartitionKey[]): Promise<void> {
    for (const name of new Set(keys.map(({ table }) => table))) {
      if (this.catalog.has(name) || !isTableName(name)) continue;
      const table: KvTable = { name, kind, rows: 'overwritten' };
      await this.#create(table);
      this.catalog.set(name, table);
    }
  }
}

function isTableName(name: string): boolean {
  try {
    return cqlTableName(name) !== '';
  } catch {
    return false;
  }
}
