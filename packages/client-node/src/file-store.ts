import { mkdir } from 'node:fs/promises';
import { MemoryStore } from '@microchat/client/data/memory-store';
import type { ClientStore, StoreBatch, StoredState } from '@microchat/client/data/store';
import type { Message } from '@microchat/client/protocol/frames';
import { FolderLock } from './folder-lock.ts';
import { Journal, type OpenedJournal } from './journal.ts';

export interface FileStoreOptions {
  /** Created if absent, readable by its owner only. One for each user and device; one client at a time. */
  readonly folder: string;
  /** The file is rewritten when it is larger than this and than twice what it held after the last time. Default 4 MiB. */
  readonly rewriteBytesMin?: number;
}

/** Messages of a rewritten journal in one record. */
const messagesPerRecord = 500;

/**
 * Keeps messages, conversations and the cursor in a folder: everything in memory, and every batch as a record of a journal
 * that is flushed before it counts as saved. A batch that a crash cut off is gone as a whole, and the cursor with it, so the
 * server sends its changes again.
 */
export class FileStore implements ClientStore {
  /** What was found at the end of the journal and was no whole batch. More than one batch means that the disk lost data. */
  readonly cutOffBytes: number;
  readonly #memory: MemoryStore;
  readonly #journal: Journal;
  readonly #lock: FolderLock;
  readonly #rewriteBytesMin: number;
  #rewrittenBytes: number;

  /** @throws FolderInUseError another process has it open. @throws Error the folder can't be read or written. */
  static async open(options: FileStoreOptions): Promise<FileStore> {
    const { folder, rewriteBytesMin = 4 * 1024 * 1024 } = options;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const lock = await FolderLock.take(folder);
    try {
      const opened = await Journal.open(folder);
      const memory = new MemoryStore();
      for (const payload of opened.payloads) await memory.save(JSON.parse(payload.toString('utf8')) as StoreBatch);
      return new FileStore(memory, opened, lock, rewriteBytesMin);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  private constructor(memory: MemoryStore, opened: OpenedJournal, lock: FolderLock, rewriteBytesMin: number) {
    this.#memory = memory;
    this.#journal = opened.journal;
    this.cutOffBytes = opened.cutOffBytes;
    this.#lock = lock;
    this.#rewriteBytesMin = rewriteBytesMin;
    this.#rewrittenBytes = 0;
  }

  load(): Promise<StoredState> {
    return this.#memory.load();
  }

  async save(batch: StoreBatch): Promise<void> {
    await this.#journal.append(toPayload(batch));
    await this.#memory.save(batch);
    if (this.#journal.bytes > Math.max(this.#rewriteBytesMin, 2 * this.#rewrittenBytes)) await this.#rewrite();
  }

  readMessages(conversationId: string, fromIndex: number, toIndex: number, limit: number): Promise<readonly Message[]> {
    return this.#memory.readMessages(conversationId, fromIndex, toIndex, limit);
  }

  /** What is saved stays. */
  async close(): Promise<void> {
    await this.#journal.close();
    await this.#lock.release();
  }

  async #rewrite(): Promise<void> {
    const { userId, cursor, conversations } = await this.#memory.load();
    const batches: StoreBatch[] = [{ userId, cursor, conversations, messages: [], forget: [] }];
    for (const [conversationId] of this.#memory.messageCounts()) {
      const messages = await this.#memory.readMessages(
        conversationId,
        0,
        Number.MAX_SAFE_INTEGER,
        Number.MAX_SAFE_INTEGER,
      );
      for (let start = 0; start < messages.length; start += messagesPerRecord) {
        const part = messages.slice(start, start + messagesPerRecord);
        batches.push({ userId, cursor, conversations: [], messages: part, forget: [] });
      }
    }
    await this.#journal.rewrite(batches.map(toPayload));
    this.#rewrittenBytes = this.#journal.bytes;
  }
}

function toPayload(batch: StoreBatch): Buffer {
  return Buffer.from(JSON.stringify(batch), 'utf8');
}
