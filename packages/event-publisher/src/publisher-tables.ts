import type { PartitionKey } from '@microchat/ports/kv-store';

/** Tables of its own that this package needs from the engine. `publishers` is committed to, the others are merge-only. */
export const publisherTables = {
  /**
   * One partition, `all`: a column for each incarnation of a process that publishes. Present = it, or the one that sweeps
   * for it, still answers for its register.
   */
  publishers: 'publishers',
  /** A partition for each incarnation: its beat and what it has promised to publish. */
  registers: 'publisher_registers',
  /** Partition and table of a committed partition as partition and column: through which version its events are in the log. */
  published: 'published',
  /** A partition for each commit whose events were too large to be stored with it. */
  overflow: 'event_overflow',
} as const;

export function markerOf({ table, partition }: PartitionKey): { key: PartitionKey; column: string } {
  return { key: { table: publisherTables.published, partition }, column: table };
}

/** Fixed width, so that the larger number wins a merge. Versions and counters stay below 2^48. */
export const mergedNumber = {
  encode(number: number): Buffer {
    const bytes = Buffer.alloc(8);
    bytes.writeUIntBE(number, 2, 6);
    return bytes;
  },
  decode: (value: Uint8Array): number => Buffer.from(value.buffer, value.byteOffset, value.byteLength).readUIntBE(2, 6),
} as const;
