import { type FileHandle, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeRecord, scanRecords } from './journal-record.ts';

export interface OpenedJournal {
  readonly journal: Journal;
  /** What was appended, oldest first. */
  readonly payloads: readonly Buffer[];
  /** At the end of the file, no whole record: a write that was cut off, or damage. They were cut away. */
  readonly cutOffBytes: number;
}

const namePattern = /^journal\.(\d{1,15})$/;

/**
 * Records in one file, appended and flushed one by one, and now and then rewritten: a new generation begins as a file under
 * another name and counts from the moment of its renaming, so that a crash leaves either the old one or the new one, whole.
 */
export class Journal {
  readonly #folder: string;
  #generation: number;
  #file: FileHandle;
  #bytes: number;
  #failure: unknown;

  /** Opens the newest generation in the folder, or begins the first one. What a crash cut off is cut away. */
  static async open(folder: string): Promise<OpenedJournal> {
    const generations = await generationsIn(folder);
    const generation = generations.at(-1) ?? 0;
    const path = join(folder, fileName(generation));
    const bytes = generations.length === 0 ? Buffer.alloc(0) : await readFile(path);
    const { payloads, soundBytes } = scanRecords(bytes);
    const file = await open(path, 'a', 0o600);
    if (soundBytes < bytes.length) await file.truncate(soundBytes);
    await file.sync();
    await syncFolder(folder);
    for (const old of generations.slice(0, -1)) await rm(join(folder, fileName(old)), { force: true });
    return {
      journal: new Journal(folder, generation, file, soundBytes),
      payloads,
      cutOffBytes: bytes.length - soundBytes,
    };
  }

  private constructor(folder: string, generation: number, file: FileHandle, bytes: number) {
    this.#folder = folder;
    this.#generation = generation;
    this.#file = file;
    this.#bytes = bytes;
  }

  /** Of the current file. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Resolves when the record is on the disk. After a failure nobody knows what the file ends with, so every later call is
   * refused with the same error: open the journal anew.
   */
  async append(payload: Uint8Array): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    const record = encodeRecord(payload);
    try {
      await this.#file.appendFile(record);
      await this.#file.datasync();
    } catch (error) {
      this.#failure = error;
      throw error;
    }
    this.#bytes += record.length;
  }

  /** Replaces all records by these. */
  async rewrite(payloads: Iterable<Uint8Array>): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    const draft = join(this.#folder, 'journal.new');
    const file = await open(draft, 'w', 0o600);
    let bytes = 0;
    for (const payload of payloads) {
      const record = encodeRecord(payload);
      await file.appendFile(record);
      bytes += record.length;
    }
    await file.sync();
    const old = join(this.#folder, fileName(this.#generation));
    await rename(draft, join(this.#folder, fileName(this.#generation + 1)));
    await syncFolder(this.#folder);
    await this.#file.close();
    await rm(old, { force: true });
    this.#generation += 1;
    this.#file = file;
    this.#bytes = bytes;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

function fileName(generation: number): string {
  return `journal.${generation}`;
}

/** Ascending. */
async function generationsIn(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names
    .flatMap((name) => namePattern.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((left, right) => left - right);
}

/** New names are only there after a power cut if their folder was flushed too. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
