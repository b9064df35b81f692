import { kvLimits, type MergeWrite, type PartitionKey } from '@microchat/ports/kv-store';

/** Writes to one partition that go in one statement. */
export interface MergeBatch {
  readonly key: PartitionKey;
  readonly writes: readonly MergeWrite[];
  readonly bytes: number;
}

/**
 * Packs writes by partition: what goes to one partition in one batch is one mutation for Cassandra. A batch has the
 * limits of a commit, except that a single write may be larger.
 */
export function mergeBatches(writes: readonly MergeWrite[]): MergeBatch[] {
  const batches: { key: PartitionKey; writes: MergeWrite[]; bytes: number }[] = [];
  const open = new Map<string, (typeof batches)[number]>();
  for (const write of writes) {
    const name = `${write.key.table}\0${write.key.partition}`;
    const bytes = write.column.length + write.value.byteLength;
    let batch = open.get(name);
    if (batch === undefined || isFull(batch, bytes)) {
      batch = { key: write.key, writes: [], bytes: 0 };
      open.set(name, batch);
      batches.push(batch);
    }
    batch.writes.push(write);
    batch.bytes += bytes;
  }
  return batches;
}

function isFull(batch: MergeBatch, bytes: number): boolean {
  return batch.writes.length >= kvLimits.commitRowsMax || batch.bytes + bytes > kvLimits.commitBytesMax;
}
