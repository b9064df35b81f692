import type { Commit, KvStore, MergeWrite, PartitionKey, ReadRequest, ScanRange } from '@microchat/ports/kv-store';
import type { SeededRandom } from '@microchat/testkit/seeded-random';

/**
 * A store whose calls take a seeded number of turns on their way there and back, each for itself: what one process reads
 * may be old by the time it arrives, and calls overtake each other.
 */
export class InterleavingKvStore implements KvStore {
  readonly #inner: KvStore;
  readonly #random: SeededRandom;
  readonly #turnsMax: number;

  constructor(inner: KvStore, random: SeededRandom, turnsMax = 3) {
    this.#inner = inner;
    this.#random = random;
    this.#turnsMax = turnsMax;
  }

  read(partition: PartitionKey, columns?: readonly string[]) {
    return this.#travel(() => this.#inner.read(partition, columns));
  }

  multiRead(requests: readonly ReadRequest[]) {
    return this.#travel(() => this.#inner.multiRead(requests));
  }

  scan(partition: PartitionKey, range: ScanRange) {
    return this.#travel(() => this.#inner.scan(partition, range));
  }

  commit(commit: Commit) {
    return this.#travel(() => this.#inner.commit(commit));
  }

  merge(writes: readonly MergeWrite[]) {
    return this.#travel(() => this.#inner.merge(writes));
  }

  async #travel<Result>(call: () => Promise<Result>): Promise<Result> {
    await this.#turns();
    try {
      return await call();
    } finally {
      await this.#turns();
    }
  }

  async #turns(): Promise<void> {
    for (let turns = this.#random.integer(0, this.#turnsMax); turns > 0; turns -= 1) {
      await new Promise<void>((resolve) => {
        setImmediate(resolve);
      });
    }
  }
}
