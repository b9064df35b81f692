import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CommitOutcome,
  type KvStore,
  KvUnavailableError,
  KvUnknownOutcomeError,
  type PartitionKey,
  type PartitionRead,
} from '@microchat/ports/kv-store';
import { freshName } from '@microchat/testkit/engine-under-test';

const pauseMs = 20;

/** Writes names into a partition, each once, however often the store fails: the way every store of ours does it. */
export class CarefulWriter {
  readonly key: PartitionKey;
  /** How often each happened: a fault that never came proves nothing. */
  readonly seen = { unknown: 0, unavailable: 0, conflicts: 0, foundApplied: 0 };
  readonly #kv: KvStore;

  constructor(kv: KvStore, key: PartitionKey) {
    this.#kv = kv;
    this.key = key;
  }

  /** Resolves when the name is in the partition. */
  async write(name: string): Promise<void> {
    const attempts: string[] = [];
    for (;;) {
      const read = await this.#read(name);
      if (read.values[0] !== undefined) {
        // Somebody else's commit must not have written our name.
        if (!attempts.includes(String(read.values[0]))) throw new Error(`${name} was written by a stranger`);
        this.seen.foundApplied++;
        return;
      }
      const commitId = freshName('w').slice(-40);
      attempts.push(commitId);
      const outcome = await this.#commit(read.version, name, commitId);
      if (outcome?.kind === 'applied') return;
      if (outcome?.kind === 'conflict') this.seen.conflicts++;
    }
  }

  /** Names in the partition; an error unless each was committed exactly once. */
  async written(): Promise<string[]> {
    const { version } = await this.#read('none');
    const columns = await this.#kv.scan(this.key, { from: '', to: '\x7f', limit: 1_000 });
    if (columns.length !== version) throw new Error(`${columns.length} names by ${version} commits`);
    return columns.map(({ column }) => column);
  }

  async #read(name: string): Promise<PartitionRead> {
    for (;;) {
      try {
        return await this.#kv.read(this.key, [name]);
      } catch (error) {
        await this.#passing(error);
      }
    }
  }

  /** Undefined: not known, or not done. */
  async #commit(ifVersion: number, name: string, commitId: string): Promise<CommitOutcome | undefined> {
    const value = Buffer.from(commitId);
    const change = { head: value, puts: [{ column: name, value }], deletes: [], events: [] };
    try {
      return await this.#kv.commit({ key: this.key, ifVersion, commitId, ...change });
    } catch (error) {
      await this.#passing(error);
      return undefined;
    }
  }

  async #passing(error: unknown): Promise<void> {
    if (error instanceof KvUnknownOutcomeError) this.seen.unknown++;
    else if (error instanceof KvUnavailableError) this.seen.unavailable++;
    else throw error;
    await sleep(pauseMs);
  }
}
