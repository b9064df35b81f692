import type { PartitionKey, ReadRequest } from '@microchat/ports/kv-store';

/** Partitions of one table that are asked for the same columns, in one statement. */
export interface ReadGroup {
  readonly table: string;
  /** Each once. */
  readonly columns: readonly string[];
  /** Each partition and the positions of the requests that it answers. */
  readonly partitions: ReadonlyMap<string, readonly number[]>;
  /** Set if the partition, which then is the only one, has to be read serially. */
  readonly doubt: number | undefined;
}

/**
 * Many small statements cost a node more than few larger ones, but one node has to collect the answer of a statement:
 * 20 is where the gain levels off (500 partitions on one node: 635 ms one by one, 260 by tens, 220 by fifties).
 */
export const partitionsPerStatementMax = 20;
/** Keeps answers far below a page. */
export const rowsPerStatementMax = 5_000;

/** Which statements answer these requests. */
export function planReads(
  requests: readonly ReadRequest[],
  doubtAbout: (key: PartitionKey) => number | undefined,
): ReadGroup[] {
  const groups: ReadGroup[] = [];
  const open = new Map<string, Map<string, number[]>>();
  for (const [position, { key, columns }] of requests.entries()) {
    const unique = [...new Set(columns)].sort();
    const doubt = doubtAbout(key);
    if (doubt !== undefined) {
      groups.push({ table: key.table, columns: unique, partitions: new Map([[key.partition, [position]]]), doubt });
      continue;
    }
    const alike = [key.table, ...unique].join('\0');
    let partitions = open.get(alike);
    const known = partitions?.get(key.partition);
    if (known !== undefined) {
      known.push(position);
      continue;
    }
    if (partitions === undefined || partitions.size >= partitionsMax(unique.length)) {
      partitions = new Map();
      open.set(alike, partitions);
      groups.push({ table: key.table, columns: unique, partitions, doubt: undefined });
    }
    partitions.set(key.partition, [position]);
  }
  return groups;
}

function partitionsMax(columnCount: number): number {
  return Math.max(1, Math.min(partitionsPerStatementMax, Math.floor(rowsPerStatementMax / (columnCount + 1))));
}
