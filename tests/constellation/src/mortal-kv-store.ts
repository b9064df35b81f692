import type { Commit, KvStore, MergeWrite, PartitionKey, ReadRequest, ScanRange } from '@microchat/ports/kv-store';
import { whileAlive } from './while-alive.ts';

/** The store of a process that may be killed: from then on no call begins, and none returns. */
export class MortalKvStore implements KvStore {
  readonly #inner: KvStore;
  readonly #killed: AbortSignal;

  constructor(inner: KvStore, killed: AbortSignal) {
    this.#inner = inner;
    this.#killed = killed;
  }

  read(partition: PartitionKey, columns?: readonly string[]) {
    return whileAlive(this.#killed, () => this.#inner.read(partition, columns));
  }

  multiRead(requests: readonly ReadRequest[]) {
    return whileAlive(this.#killed, () => this.#inner.multiRead(requests));
  }

  scan(partition: PartitionKey, range: ScanRange) {
    return whileAlive(this.#killed, () => this.#inner.scan(partition, range));
  }

  commit(commit: Commit) {
    return whileAlive(this.#killed, () => this.#inner.commit(commit));
  }

  merge(writes: readonly MergeWrite[]) {
    return whileAlive(this.#killed, () => this.#inner.merge(writes));
  }
}
