import type { Column, PartitionKey, PartitionRead, ReadRequest, ScanRange } from '@microchat/ports/kv-store';
import type { types } from 'cassandra-driver';
import type { CassandraSession, Statement } from './cassandra-session.ts';
import type { DoubtfulPartitions } from './doubtful-partitions.ts';
import { columnOf, partitionOf, partitionRead } from './kv-rows.ts';
import { planReads, type ReadGroup } from './read-plan.ts';
import type { StoreTables } from './store-tables.ts';
import { versionRowName } from './table-statements.ts';

/** Sorts after the version row and before every column. */
const firstColumn = '\0';

/** Reads of a majority; of partitions in doubt: serial ones. One statement looks at a partition once, as a whole. */
export class PartitionReader {
  readonly #session: CassandraSession;
  readonly #tables: StoreTables;
  readonly #doubts: DoubtfulPartitions;

  constructor(session: CassandraSession, tables: StoreTables, doubts: DoubtfulPartitions) {
    this.#session = session;
    this.#tables = tables;
    this.#doubts = doubts;
  }

  async read(requests: readonly ReadRequest[]): Promise<PartitionRead[]> {
    const reads = requests.map(({ columns }) => partitionRead([], columns));
    const groups = planReads(requests, (key) => this.#doubts.about(key));
    await Promise.all(
      groups.map(async (group) => {
        const rowsOf = await this.#rowsOf(group);
        for (const [partition, positions] of group.partitions) {
          const rows = rowsOf.get(partition) ?? [];
          for (const position of positions) reads[position] = partitionRead(rows, requests[position]?.columns ?? []);
        }
      }),
    );
    return reads;
  }

  async scan(key: PartitionKey, { from, to, reverse = false, limit }: ScanRange): Promise<Column[]> {
    const { statements } = this.#tables.find(key.table);
    const start = from === '' ? firstColumn : from;
    if (start >= to) return [];
    const query = reverse ? statements.scanReverse : statements.scan;
    const statement = { query, params: [key.partition, start, to, limit] };
    return (await this.#select(statement, key, this.#doubts.about(key))).map(columnOf);
  }

  async #rowsOf({ table, columns, partitions, doubt }: ReadGroup): Promise<ReadonlyMap<string, types.Row[]>> {
    const { statements, kind } = this.#tables.find(table);
    const names = kind === 'committed' ? [versionRowName, ...columns] : columns;
    const [first, ...others] = partitions.keys();
    if (first === undefined || names.length === 0) return new Map();
    if (others.length > 0) {
      const query = statements.selectNamesOfPartitions;
      const rows = await this.#session.select({ query, params: [[first, ...others], names] }, 'plain');
      return Map.groupBy(rows, partitionOf);
    }
    const statement = { query: statements.selectNames, params: [first, names] };
    return new Map([[first, await this.#select(statement, { table, partition: first }, doubt)]]);
  }

  async #select(statement: Statement, key: PartitionKey, doubt: number | undefined): Promise<types.Row[]> {
    if (doubt === undefined) return this.#session.select(statement, 'plain');
    this.#session.observer.readSerially?.();
    const rows = await this.#session.select(statement, 'serial');
    this.#doubts.resolve(key, doubt);
    return rows;
  }
}
