import { mkdir, open as openFile } from 'node:fs/promises';
import type { EngineObserver } from '@microchat/engine-kit/engine-observer';
import { KvUnavailableError } from '@microchat/ports/kv-store';
import type { Timers } from '@microchat/ports/time';
import { type Database, open, type RootDatabase } from 'lmdb';
import { writeFailure } from './lmdb-write-failure.ts';
import { WritesInFlight } from './writes-in-flight.ts';

export interface LmdbEnvironmentOptions {
  /** Created if absent. Exactly one process may have it open: hold a `DataFolderLock`. */
  readonly folder: string;
  readonly timers: Timers;
  readonly observer?: EngineObserver;
  /** Address space for the data file, not disk space; it grows by itself. Default 64 GiB. */
  readonly mapBytes?: number;
}

export type BinaryDatabase = Database<Buffer, Buffer>;

/** What must hold for a write to be applied: the version of a row in `partitions`, 0 = absent. */
export interface WriteCondition {
  readonly key: Buffer;
  readonly version: number;
}

/** Written into every new environment; another number means that this code cannot read it. */
const formatVersion = 1;
const formatKey = Buffer.from('format');

/**
 * One LMDB environment with the databases of the store and the log, so that one transaction can span both. Writes of one
 * event-loop turn share a transaction and a flush, off the event loop; a write's promise resolves after the flush.
 */
export class LmdbEnvironment {
  /** Version rows; the only database whose entries carry LMDB-level versions, which conditions look at. */
  readonly partitions: BinaryDatabase;
  readonly columns: BinaryDatabase;
  readonly log: BinaryDatabase;
  /** Topics, committed offsets, the format. */
  readonly meta: BinaryDatabase;
  readonly observer: EngineObserver;
  readonly #root: RootDatabase<Buffer, Buffer>;
  readonly #writes: WritesInFlight;
  #closed: Promise<void> | undefined;

  static async open(options: LmdbEnvironmentOptions): Promise<LmdbEnvironment> {
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    const environment = new LmdbEnvironment(options);
    try {
      await environment.#checkFormat();
      await syncFolder(options.folder);
      return environment;
    } catch (error) {
      await environment.close();
      throw error;
    }
  }

  private constructor(options: LmdbEnvironmentOptions) {
    this.observer = options.observer ?? {};
    this.#writes = new WritesInFlight(options.timers, (error) => this.observer.engineLost?.(error));
    this.#root = open<Buffer, Buffer>(rootOptions(options));
    const binary = { encoding: 'binary', keyEncoding: 'binary' } as const;
    // A condition on a database without versions is never met.
    this.partitions = this.#root.openDB({ ...binary, name: 'partitions', useVersions: true });
    this.columns = this.#root.openDB({ ...binary, name: 'columns' });
    this.log = this.#root.openDB({ ...binary, name: 'log' });
    this.meta = this.#root.openDB({ ...binary, name: 'meta' });
  }

  /**
   * Applies what `stage` puts and removes, in one transaction with everything else of this turn, if the condition holds
   * then. `stage` runs at once and must not throw: lmdb would keep what it had put until then. Of the promises inside it
   * none may be looked at (they resolve true for a loser too). `bytes` is what the write keeps in memory until flushed.
   * @returns false if the condition did not hold: nothing was applied.
   * @throws KvUnavailableError not applied. @throws KvUnknownOutcomeError
   */
  async write(condition: WriteCondition | undefined, bytes: number, stage: () => void): Promise<boolean> {
    this.assertOpen();
    try {
      return await this.#writes.run(bytes, () => this.#submit(condition, stage));
    } catch (error) {
      const failure = await writeFailure(error);
      this.observer.writeFailed?.(failure);
      throw failure;
    }
  }

  /** @throws KvUnavailableError */
  assertOpen(): void {
    if (this.#closed !== undefined) throw new KvUnavailableError('the embedded store is closed');
  }

  /** Waits for the writes under way. Idempotent. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  #submit(condition: WriteCondition | undefined, stage: () => void): Promise<boolean> {
    if (condition === undefined) return this.partitions.batch(stage);
    if (condition.version === 0) return this.partitions.ifNoExists(condition.key, stage);
    return this.partitions.ifVersion(condition.key, condition.version, stage);
  }

  async #checkFormat(): Promise<void> {
    const stored = this.meta.getBinary(formatKey)?.readUInt32BE();
    if (stored === undefined) {
      const value = Buffer.alloc(4);
      value.writeUInt32BE(formatVersion);
      await this.write(undefined, value.length, () => void this.meta.put(formatKey, value));
    } else if (stored !== formatVersion) {
      throw new Error(`the data folder has format ${stored}, this version of MicroChat reads ${formatVersion}`);
    }
  }

  async #close(): Promise<void> {
    // A lost environment never finishes its writes, and closing it would wait for them.
    if (!this.#writes.lost) await this.#root.close();
  }
}

/** Some of these are not in lmdb's types, which a function's result does not mind. */
function rootOptions(options: LmdbEnvironmentOptions) {
  return {
    path: options.folder,
    noSubdir: false,
    // Without it promises resolve before the flush. An environment remembers the choice of its first opening.
    overlappingSync: false,
    // With it lmdb makes a promise per turn that nobody can reach, and a failing disk rejects it: the process would end.
    eventTurnBatching: false,
    // Writes of a turn still go together: they start at its end, or when there are this many.
    txnStartThreshold: 1_000,
    mapSize: options.mapBytes ?? 64 * 1024 ** 3,
    maxDbs: 8,
    encoding: 'binary' as const,
    keyEncoding: 'binary' as const,
  };
}

/** A new file is only there after a power cut if its folder was flushed too. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await openFile(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
