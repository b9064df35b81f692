import type { MergeWrite } from '@microchat/ports/kv-store';
import type { LmdbEnvironment } from './lmdb-environment.ts';
import { columnRowKey } from './lmdb-keys.ts';

/** The newest value of a column that is on its way to the disk. */
interface Merging {
  readonly value: Uint8Array;
  readonly flushed: Promise<void>;
}

/**
 * Merges by keeping the larger value. lmdb has no condition on values, but this process is the only writer and lmdb
 * applies puts in the order of the calls: a put that is larger than the newest known value is always right.
 */
export class LmdbMerger {
  readonly #environment: LmdbEnvironment;
  readonly #merging = new Map<string, Merging>();

  constructor(environment: LmdbEnvironment) {
    this.#environment = environment;
  }

  async merge(writes: readonly MergeWrite[]): Promise<void> {
    const { promise: flushed, resolve, reject } = Promise.withResolvers<void>();
    const awaited = new Set<Promise<void>>();
    const puts = new Map<string, { key: Buffer; value: Buffer }>();
    for (const write of writes) {
      const key = columnRowKey(write.key, write.column);
      const name = key.toString('latin1');
      const merging = this.#merging.get(name);
      const newest = merging?.value ?? this.#environment.columns.getBinary(key);
      if (newest !== undefined && Buffer.compare(write.value, newest) <= 0) {
        // Known larger or equal, but durable only when its own write is.
        if (merging !== undefined) awaited.add(merging.flushed);
        continue;
      }
      const value = Buffer.from(write.value);
      puts.set(name, { key, value });
      this.#merging.set(name, { value, flushed });
    }
    if (puts.size > 0) {
      awaited.add(flushed);
      this.#put(puts, flushed).then(resolve, reject);
    }
    await Promise.all(awaited);
  }

  async #put(puts: ReadonlyMap<string, { key: Buffer; value: Buffer }>, flushed: Promise<void>): Promise<void> {
    let bytes = 0;
    for (const { key, value } of puts.values()) bytes += key.length + value.length;
    try {
      await this.#environment.write(undefined, bytes, () => {
        for (const { key, value } of puts.values()) void this.#environment.columns.put(key, value);
      });
    } finally {
      for (const name of puts.keys()) {
        if (this.#merging.get(name)?.flushed === flushed) this.#merging.delete(name);
      }
    }
  }
}
