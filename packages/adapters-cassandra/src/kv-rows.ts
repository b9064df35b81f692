import type { PartitionRead } from '@microchat/ports/kv-store';
import type { types } from 'cassandra-driver';
import { versionRowName } from './table-statements.ts';
import { recentCommitIds } from './version-row.ts';

/** Rows as the statements of table-statements.ts select them. */
interface NamedRow {
  readonly name: string;
  readonly value: Buffer | null;
}

/** Null in all rows but the version row, absent in merged tables. */
interface VersionRow {
  readonly version?: bigint | null;
  readonly head?: Buffer | null;
  readonly recent?: Readonly<Record<number, string>> | null;
}

export function columnOf(row: types.Row): { column: string; value: Buffer } {
  const { name, value } = row as unknown as NamedRow;
  return { column: name, value: own(value) };
}

export function partitionOf(row: types.Row): string {
  return (row as unknown as { partition: string }).partition;
}

/** What the rows of one partition say, whatever their order. */
export function partitionRead(rows: readonly types.Row[], columns: readonly string[]): PartitionRead {
  let versionRow: VersionRow = {};
  const values = new Map<string, Buffer>();
  for (const row of rows) {
    const { name, value } = row as unknown as NamedRow;
    if (name === versionRowName) versionRow = row as unknown as VersionRow;
    else values.set(name, own(value));
  }
  const version = Number(versionRow.version ?? 0);
  return {
    version,
    head: own(versionRow.head),
    recentCommitIds: recentCommitIds(version, versionRow.recent ?? {}),
    values: columns.map((column) => values.get(column)),
  };
}

/** A copy: what the driver hands out are views into what came from the network, and somebody may keep one for long. */
function own(bytes: Buffer | null | undefined): Buffer {
  return bytes ? Buffer.from(bytes) : Buffer.alloc(0);
}
