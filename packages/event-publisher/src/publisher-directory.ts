import {
  type Column,
  type KvStore,
  KvUnavailableError,
  KvUnknownOutcomeError,
  kvLimits,
  type PartitionKey,
} from '@microchat/ports/kv-store';
import type { Random } from '@microchat/ports/time';
import { ownCommitId } from './own-commits.ts';
import { publisherTables } from './publisher-tables.ts';

/** Who answers for the register of an incarnation. */
export type Responsible = { readonly kind: 'itself' } | { readonly kind: 'sweeper'; readonly incarnation: string };

export interface PublisherEntry {
  readonly incarnation: string;
  readonly responsible: Responsible;
}

/** Tries before the store is taken to be away: all processes write to one partition, but seldom. */
const attemptsMax = 20;

const directoryKey: PartitionKey = { table: publisherTables.publishers, partition: 'all' };

/** Every incarnation from its first promise until its register is empty or swept. */
export class PublisherDirectory {
  readonly #kv: KvStore;
  readonly #random: Random;

  constructor(kv: KvStore, random: Random) {
    this.#kv = kv;
    this.#random = random;
  }

  /** What `isAlive` wants to be asked of the store, for those who read more with it. */
  static request(incarnation: string) {
    return { key: directoryKey, columns: [incarnation] };
  }

  /** The answer to `request`: nobody has taken the incarnation for dead. */
  static isAlive(value: Uint8Array | undefined): boolean {
    return value !== undefined && value.byteLength === 0;
  }

  async isAlive(incarnation: string): Promise<boolean> {
    const { values } = await this.#kv.read(directoryKey, [incarnation]);
    return PublisherDirectory.isAlive(values[0]);
  }

  async list(): Promise<PublisherEntry[]> {
    const entries: PublisherEntry[] = [];
    for (let from = ''; ; ) {
      const page = await this.#kv.scan(directoryKey, { from, to: '\x7f', limit: kvLimits.scanLimitMax });
      entries.push(...page.map(entryOf));
      if (page.length < kvLimits.scanLimitMax) return entries;
      from = `${page.at(-1)?.column}\0`;
    }
  }

  /** A new incarnation answers for itself. */
  async join(incarnation: string): Promise<void> {
    await this.#change(incarnation, () => ({ column: incarnation, value: new Uint8Array() }));
  }

  /**
   * Makes `sweeper` responsible for an incarnation, if the one that was is still `current`. From then on the incarnation
   * is dead, even if it lives. False if another one was faster.
   */
  async takeOver({ incarnation, responsible: current }: PublisherEntry, sweeper: string): Promise<boolean> {
    const expected = valueOf(current);
    const target = Buffer.from(sweeper);
    // It is the target already if the outcome of the first attempt was unknown.
    const mayTake = (value: Uint8Array) => [expected, target].some((allowed) => Buffer.compare(allowed, value) === 0);
    return this.#change(incarnation, (value) =>
      value !== undefined && mayTake(value) ? { column: incarnation, value: target } : undefined,
    );
  }

  /** Its register is done with. */
  async remove(incarnation: string): Promise<void> {
    await this.#change(incarnation, (value) => (value === undefined ? undefined : incarnation));
  }

  /** Writes a column or, given its name alone, deletes it. False if `decide` had nothing to write. @throws KvUnavailableError */
  async #change(
    column: string,
    decide: (value: Uint8Array | undefined) => Column | string | undefined,
  ): Promise<boolean> {
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      const { version, values } = await this.#kv.read(directoryKey, [column]);
      const write = decide(values[0]);
      // A doubtful attempt of this call was applied.
      if (isWritten(write, values[0])) return true;
      if (write === undefined) return false;
      const changes = typeof write === 'string' ? { puts: [], deletes: [write] } : { puts: [write], deletes: [] };
      try {
        const commitId = ownCommitId(this.#random);
        const outcome = await this.#kv.commit({
          key: directoryKey,
          ifVersion: version,
          commitId,
          ...changes,
          events: [],
        });
        if (outcome.kind === 'applied') return true;
      } catch (error) {
        if (!(error instanceof KvUnknownOutcomeError)) throw error;
      }
    }
    throw new KvUnavailableError('the directory of publishers is busy');
  }
}

function isWritten(write: Column | string | undefined, value: Uint8Array | undefined): boolean {
  return typeof write === 'object' && value !== undefined && Buffer.compare(write.value, value) === 0;
}

function valueOf(responsible: Responsible): Uint8Array {
  return responsible.kind === 'itself' ? new Uint8Array() : Buffer.from(responsible.incarnation);
}

function entryOf({ column, value }: Column): PublisherEntry {
  if (value.byteLength === 0) return { incarnation: column, responsible: { kind: 'itself' } };
  return { incarnation: column, responsible: { kind: 'sweeper', incarnation: Buffer.from(value).toString() } };
}
