import type { PartitionKey } from '@microchat/ports/kv-store';

/**
 * Kept at most; past it the oldest are forgotten. By then whoever asked for those commits has given up, and a later
 * commit to such a partition meets what is left of them anyway.
 */
const partitionsMax = 100_000;

/**
 * Partitions with a commit that this process knows to have been under way and whose end it has not seen. A decided commit
 * that did not reach its replicas is not seen by an ordinary read; a serial read finishes it first. So a partition in
 * doubt is read serially until one such read succeeded.
 */
export class DoubtfulPartitions {
  readonly #doubts = new Map<string, number>();
  readonly #partitionsMax: number;
  #number = 0;

  constructor(max = partitionsMax) {
    this.#partitionsMax = max;
  }

  get size(): number {
    return this.#doubts.size;
  }

  add(key: PartitionKey): void {
    const name = nameOf(key);
    this.#doubts.delete(name);
    this.#doubts.set(name, ++this.#number);
    if (this.#doubts.size <= this.#partitionsMax) return;
    const [oldest] = this.#doubts.keys();
    if (oldest !== undefined) this.#doubts.delete(oldest);
  }

  /** The newest doubt about this partition, undefined if there is none. */
  about(key: PartitionKey): number | undefined {
    // Asked at every read, and there is almost never a doubt.
    return this.#doubts.size === 0 ? undefined : this.#doubts.get(nameOf(key));
  }

  /** A serial read that began while `doubt` was the newest one succeeded. */
  resolve(key: PartitionKey, doubt: number): void {
    const name = nameOf(key);
    if (this.#doubts.get(name) === doubt) this.#doubts.delete(name);
  }
}

/** Names of tables are printable. */
function nameOf({ table, partition }: PartitionKey): string {
  return `${table}\0${partition}`;
}
