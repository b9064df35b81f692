import type { PartitionRead } from '@microchat/ports/kv-store';
import { loadPartition } from './partition-loader.ts';
import type { WriterEnvironment } from './writer-environment.ts';
import { isPassing } from './writer-errors.ts';

/** A state that was the partition's content at `version`. */
export interface VersionedState<State> {
  readonly partition: string;
  readonly version: number;
  readonly state: State;
}

/** The partition of a key as its writer remembers it: nothing, or a state that is current unless somebody else wrote. */
export class CachedPartition<State> {
  readonly #key: string;
  readonly #environment: WriterEnvironment<State, never, unknown>;
  #current: VersionedState<State> | undefined;

  constructor(key: string, environment: WriterEnvironment<State, never, unknown>) {
    this.#key = key;
    this.#environment = environment;
  }

  get current(): VersionedState<State> | undefined {
    return this.#current;
  }

  remember(current: VersionedState<State>): void {
    this.#current = current;
  }

  forget(): void {
    this.#current = undefined;
  }

  /** @throws PartitionUnreadableError the store is away */
  async load(): Promise<{ current: VersionedState<State>; read: PartitionRead }> {
    const { kv, table, machine, observer } = this.#environment;
    try {
      const { partition, read, state } = await loadPartition(kv, table, machine, this.#key);
      observer.loaded?.();
      this.#current = { partition, version: read.version, state };
      return { current: this.#current, read };
    } catch (error) {
      throw isPassing(error) ? new PartitionUnreadableError() : error;
    }
  }

  /** Forgets the state if the partition has another version by now. True if it did. */
  async forgetIfOutdated(): Promise<boolean> {
    if (this.#current === undefined) return false;
    const { kv, table, observer } = this.#environment;
    const { partition, version } = this.#current;
    const read = await kv.read({ table, partition });
    if (read.version === version) return false;
    observer.conflict?.();
    this.#current = undefined;
    return true;
  }
}

/** The load failed: whatever else waits for this partition would fail as well. */
export class PartitionUnreadableError extends Error {
  override readonly name = 'PartitionUnreadableError';
}
