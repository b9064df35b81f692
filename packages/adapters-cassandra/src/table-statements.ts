import { cqlTableName, type KvTable } from './kv-tables.ts';

/**
 * The row of a committed partition that holds its version, its head and its last commit ids, and that every condition is
 * on. Names of columns are not empty, so it sorts before all of them and collides with none.
 *
 * Static columns would look more natural, but Cassandra answers a query for named rows without them when none of the
 * rows exists, and then version and columns could not be read in one statement.
 */
export const versionRowName = '';

/** CQL of one table, to be prepared. Parameters are in the order of the words. */
export interface TableStatements {
  /** partition, names */
  readonly selectNames: string;
  /** partitions, names */
  readonly selectNamesOfPartitions: string;
  /** partition, from, to, limit */
  readonly scan: string;
  /** partition, from, to, limit */
  readonly scanReverse: string;
  /** Only committed tables. version, head (unset: unchanged), slot, commit id, partition, expected version (null: absent) */
  readonly advance: string;
  /** partition, name, value */
  readonly put: string;
  /** Only committed tables. partition, name */
  readonly delete: string;
}

/**
 * Merged columns are all written with this timestamp. Of two values with one timestamp Cassandra keeps the larger one by
 * byte order, wherever they meet: in memory, between files and between replicas. See docs/adr/0010.
 */
const mergedTimestamp = 1;

export function statementsOf(keyspace: string, { name, kind }: KvTable): TableStatements {
  const table = `${keyspace}.${cqlTableName(name)}`;
  const columns = kind === 'committed' ? 'name, value, version, head, recent' : 'name, value';
  const scan = `SELECT name, value FROM ${table} WHERE partition = ? AND name >= ? AND name < ? ORDER BY name`;
  const put = `INSERT INTO ${table} (partition, name, value) VALUES (?, ?, ?)`;
  return {
    selectNames: `SELECT ${columns} FROM ${table} WHERE partition = ? AND name IN ?`,
    selectNamesOfPartitions: `SELECT partition, ${columns} FROM ${table} WHERE partition IN ? AND name IN ?`,
    scan: `${scan} ASC LIMIT ?`,
    scanReverse: `${scan} DESC LIMIT ?`,
    advance:
      `UPDATE ${table} SET version = ?, head = ?, recent[?] = ? ` +
      `WHERE partition = ? AND name = '${versionRowName}' IF version = ?`,
    put: kind === 'committed' ? put : `${put} USING TIMESTAMP ${mergedTimestamp}`,
    delete: `DELETE FROM ${table} WHERE partition = ? AND name = ?`,
  };
}

/** CQL that creates a table in a keyspace, for migrations. */
export function createTable(keyspace: string, table: KvTable): string {
  const versionColumns = table.kind === 'committed' ? 'version bigint, head blob, recent map<int, text>, ' : '';
  const levels = { 'rarely-changed': 'T4', overwritten: 'L10' }[table.rows];
  const options = [
    `compaction = {'class': 'UnifiedCompactionStrategy', 'scaling_parameters': '${levels}'}`,
    ...(table.deletionsKeptSeconds === undefined ? [] : [`gc_grace_seconds = ${table.deletionsKeptSeconds}`]),
  ];
  return (
    `CREATE TABLE IF NOT EXISTS ${keyspace}.${cqlTableName(table.name)} ` +
    `(partition text, name text, value blob, ${versionColumns}PRIMARY KEY (partition, name)) ` +
    `WITH ${options.join(' AND ')}`
  );
}
