import { BoundedMap } from '@microchat/core/bounded-map';
import type { PartitionKey } from '@microchat/ports/kv-store';
import { type Backlog, PartitionRecord } from './partition-record.ts';

/** One record for each partition: kept for the active ones, remembered for a bounded number of others. */
export class PartitionRecords {
  readonly backlog: Backlog = { bytes: 0 };
  readonly #resting: BoundedMap<string, PartitionRecord>;
  /** In the order of their last use. */
  readonly #active = new Map<string, PartitionRecord>();

  constructor(restingMax: number) {
    this.#resting = new BoundedMap(restingMax);
  }

  get activeCount(): number {
    return this.#active.size;
  }

  /** The longest unused first. */
  get active(): Iterable<PartitionRecord> {
    return this.#active.values();
  }

  of(key: PartitionKey): PartitionRecord {
    const name = nameOf(key);
    let record = this.#active.get(name) ?? this.#resting.get(name);
    if (record === undefined) {
      record = new PartitionRecord(key, this.backlog);
      this.#resting.set(name, record);
    }
    return record;
  }

  isActive({ key }: PartitionRecord): boolean {
    return this.#active.has(nameOf(key));
  }

  /** From now on it is not forgotten. Counts as a use. */
  activate(record: PartitionRecord, nowMs: number): void {
    const name = nameOf(record.key);
    this.#resting.delete(name);
    this.#active.delete(name);
    this.#active.set(name, record);
    record.lastUsedMs = nowMs;
  }

  rest(record: PartitionRecord): void {
    const name = nameOf(record.key);
    if (this.#active.delete(name)) this.#resting.set(name, record);
  }
}

/** Names are printable, so no two keys share one. */
function nameOf({ table, partition }: PartitionKey): string {
  return `${table}\n${partition}`;
}
