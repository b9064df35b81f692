import {
  type Column,
  type Commit,
  kvLimits,
  type MergeWrite,
  type PartitionKey,
  type PartitionRead,
  type ScanRange,
} from '@microchat/ports/kv-store';

interface Partition {
  version: number;
  head: Uint8Array;
  recentCommitIds: string[];
  readonly columns: Map<string, Uint8Array>;
}

/** The state of a memory store: partitions by table and name. Synchronous; copies what comes in and goes out. */
export class MemoryTables {
  readonly #partitions = new Map<string, Partition>();

  read(key: PartitionKey, columns: readonly string[]): PartitionRead {
    const partition = this.#partitions.get(name(key));
    return {
      version: partition?.version ?? 0,
      head: copy(partition?.head ?? new Uint8Array()),
      recentCommitIds: [...(partition?.recentCommitIds ?? [])],
      values: columns.map((column) => {
        const value = partition?.columns.get(column);
        return value && copy(value);
      }),
    };
  }

  scan(key: PartitionKey, range: ScanRange): Column[] {
    const partition = this.#partitions.get(name(key));
    const columns = [...(partition?.columns.keys() ?? [])]
      .filter((column) => column >= range.from && column < range.to)
      .sort(byByte);
    if (range.reverse === true) columns.reverse();
    return columns
      .slice(0, range.limit)
      .map((column) => ({ column, value: copy(partition?.columns.get(column) ?? new Uint8Array()) }));
  }

  /** The new version, or undefined for a conflict. */
  commit(commit: Commit): number | undefined {
    const partition = this.#partitions.get(name(commit.key)) ?? emptyPartition();
    if (partition.version !== commit.ifVersion) return undefined;
    this.#partitions.set(name(commit.key), partition);
    partition.version++;
    if (commit.head !== undefined) partition.head = copy(commit.head);
    partition.recentCommitIds = [...partition.recentCommitIds, commit.commitId].slice(-kvLimits.recentCommitIds);
    for (const column of commit.deletes) partition.columns.delete(column);
    for (const put of commit.puts) partition.columns.set(put.column, copy(put.value));
    return partition.version;
  }

  merge(write: MergeWrite): void {
    const partition = this.#partitions.get(name(write.key)) ?? emptyPartition();
    if (partition.version > 0) throw new Error(`merge into a committed partition of ${write.key.table}`);
    this.#partitions.set(name(write.key), partition);
    const old = partition.columns.get(write.column);
    if (old === undefined || Buffer.compare(write.value, old) > 0)
      partition.columns.set(write.column, copy(write.value));
  }
}

function emptyPartition(): Partition {
  return { version: 0, head: new Uint8Array(), recentCommitIds: [], columns: new Map() };
}

function name(key: PartitionKey): string {
  return `${key.table}\n${key.partition}`;
}

function copy(bytes: Uint8Array): Uint8Array {
  return Buffer.from(bytes);
}

/** Names are ASCII, so code units sort as bytes do. */
function byByte(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
