import type { PartitionKey } from '@microchat/ports/kv-store';

/**
 * Keys of the store's databases: table, partition and column with a zero byte between them. Names are printable ASCII, so
 * the zero sorts before all of them and columns of a partition lie together, sorted by byte.
 */
const separator = '\0';

export function partitionName(key: PartitionKey): string {
  return `${key.table}${separator}${key.partition}`;
}

export function partitionRowKey(key: PartitionKey): Buffer {
  return Buffer.from(partitionName(key), 'latin1');
}

/** `column` may also be a bound of a range: then it is the key before which, or from which on, the range lies. */
export function columnRowKey(key: PartitionKey, column: string): Buffer {
  return Buffer.from(`${partitionName(key)}${separator}${column}`, 'latin1');
}

/** The column of a key of this partition. */
export function columnOfRowKey(key: PartitionKey, rowKey: Buffer): string {
  return rowKey.toString('latin1', key.table.length + key.partition.length + 2 * separator.length);
}
