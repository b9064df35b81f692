/** A table of the KvStore on Cassandra. What is in it is described where its owner defines its rows. */
export interface KvTable {
  /** As in `PartitionKey.table`. */
  readonly name: string;
  /** Written by `commit` or by `merge`, never by both: merged columns carry no write times that could be compared. */
  readonly kind: 'committed' | 'merged';
  /**
   * - `rarely-changed`: a row is written once or a few times at one time of its life. Tiered: each byte is rewritten few times.
   * - `overwritten`: the same rows are written again and again and read often. Leveled: a read opens few files.
   */
  readonly rows: 'rarely-changed' | 'overwritten';
  /**
   * How long a deletion is remembered, if not Cassandra's 10 days. A node that was away for longer and was not repaired
   * brings deleted rows back.
   */
  readonly deletionsKeptSeconds?: number;
}

/** Cassandra keeps writes for an absent node for three hours by default. */
const hintWindowSeconds = 3 * 60 * 60;

/** Every table of every store. A new one needs a migration that creates it. */
export const kvTables: readonly KvTable[] = [
  // message-store. A segment is appended to and then closed; its version row lies in the newest files anyway.
  { name: 'segments', kind: 'committed', rows: 'rarely-changed' },
  { name: 'sent', kind: 'merged', rows: 'rarely-changed' },
  { name: 'roots', kind: 'merged', rows: 'overwritten' },
  { name: 'node_ids', kind: 'committed', rows: 'overwritten' },
  // session-store. Every change of a list deletes one row of its index; scans of the index pass over these deletions until
  // they are forgotten. A row of the index that comes back is seen to be outdated, so they may be forgotten early.
  { name: 'lists', kind: 'committed', rows: 'overwritten', deletionsKeptSeconds: hintWindowSeconds },
  { name: 'group_heads', kind: 'merged', rows: 'overwritten' },
  { name: 'readers', kind: 'merged', rows: 'overwritten' },
  { name: 'device_cursors', kind: 'committed', rows: 'overwritten' },
  { name: 'list_epoch', kind: 'committed', rows: 'overwritten' },
  // user-store
  { name: 'users', kind: 'committed', rows: 'overwritten' },
  { name: 'user_devices', kind: 'committed', rows: 'overwritten' },
  // group-store
  { name: 'groups', kind: 'committed', rows: 'overwritten' },
  // event-publisher
  { name: 'publishers', kind: 'committed', rows: 'overwritten' },
  { name: 'publisher_registers', kind: 'merged', rows: 'overwritten' },
  { name: 'published', kind: 'merged', rows: 'overwritten' },
  { name: 'event_overflow', kind: 'merged', rows: 'rarely-changed' },
];

/** By name. @throws Error two names that Cassandra cannot tell apart, or one that it cannot take. */
export function tableCatalog(tables: readonly KvTable[]): ReadonlyMap<string, KvTable> {
  const taken = new Set<string>();
  for (const { name } of tables) {
    const cqlName = cqlTableName(name);
    if (taken.has(cqlName)) throw new Error(`two tables are called ${cqlName} in Cassandra`);
    taken.add(cqlName);
  }
  return new Map(tables.map((table) => [table.name, table]));
}

/** Cassandra's tables have names of letters, digits and underscores, at most 48. */
export function cqlTableName(name: string): string {
  if (!/^[a-z][a-z0-9_-]{0,47}$/.test(name)) throw new Error(`${name} is no name for a table`);
  return name.replaceAll('-', '_');
}
