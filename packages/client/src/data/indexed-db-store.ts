import type { Message } from '../protocol/frames.ts';
import type { ClientStore, StoreBatch, StoredConversation, StoredState } from './store.ts';

export interface IndexedDbStoreOptions {
  /** Of the database: one for each user and device. Two clients must not use one at a time. */
  readonly name: string;
}

const databaseVersion = 1;
/** The one row of `owner`. */
const ownerKey = 'owner';

interface Owner {
  readonly userId: string;
  readonly cursor: string;
}

/**
 * Keeps messages, conversations and the cursor in the browser's IndexedDB, over reloads and restarts. A batch is one
 * transaction, flushed to disk before it counts as saved (`durability: strict`).
 */
export class IndexedDbStore implements ClientStore {
  /** Of the database. */
  readonly name: string;
  readonly #database: IDBDatabase;

  private constructor(database: IDBDatabase) {
    this.name = database.name;
    this.#database = database;
    // Another page deletes or upgrades it: holding on would block that page for ever.
    database.addEventListener('versionchange', () => database.close());
  }

  /** Opens the database, created if it is not there. @throws DOMException the browser refuses (private mode, no space). */
  static async open(options: IndexedDbStoreOptions): Promise<IndexedDbStore> {
    const opening = indexedDB.open(options.name, databaseVersion);
    opening.addEventListener('upgradeneeded', () => createStores(opening.result));
    return new IndexedDbStore(await answer(opening));
  }

  async load(): Promise<StoredState> {
    const transaction = this.#database.transaction(['owner', 'conversations'], 'readonly');
    const [owner, conversations] = await Promise.all([
      answer<Owner | undefined>(transaction.objectStore('owner').get(ownerKey)),
      answer<StoredConversation[]>(transaction.objectStore('conversations').getAll()),
    ]);
    return { userId: owner?.userId ?? '', cursor: owner?.cursor ?? '', conversations };
  }

  async save(batch: StoreBatch): Promise<void> {
    const transaction = this.#database.transaction(['owner', 'conversations', 'messages'], 'readwrite', {
      durability: 'strict',
    });
    const saved = finished(transaction);
    const messages = transaction.objectStore('messages');
    for (const { conversationId, throughIndex } of batch.forget) {
      messages.delete(keyRange(conversationId, 0, throughIndex));
    }
    for (const { conversationId, fromIndex, toIndex } of batch.remove ?? []) {
      if (fromIndex <= toIndex) messages.delete(keyRange(conversationId, fromIndex, toIndex));
    }
    for (const message of batch.messages) messages.put(message);
    const conversations = transaction.objectStore('conversations');
    for (const conversation of batch.conversations) conversations.put(conversation);
    const { userId, cursor } = batch;
    transaction.objectStore('owner').put({ userId, cursor } satisfies Owner, ownerKey);
    await saved;
  }

  readMessages(conversationId: string, fromIndex: number, toIndex: number, limit: number): Promise<readonly Message[]> {
    const found: Message[] = [];
    if (fromIndex > toIndex || limit <= 0) return Promise.resolve(found);
    const messages = this.#database.transaction('messages', 'readonly').objectStore('messages');
    const reading = messages.openCursor(keyRange(conversationId, fromIndex, toIndex), 'prev');
    return new Promise((resolve, reject) => {
      reading.addEventListener('error', () => reject(reading.error ?? new Error('reading messages failed')));
      reading.addEventListener('success', () => {
        const cursor = reading.result;
        if (cursor !== null) found.push(cursor.value as Message);
        if (cursor === null || found.length >= limit) resolve(found);
        else cursor.continue();
      });
    });
  }

  /** What is saved stays. */
  close(): void {
    this.#database.close();
  }
}

function createStores(database: IDBDatabase): void {
  database.createObjectStore('owner');
  database.createObjectStore('conversations', { keyPath: 'conversationId' });
  database.createObjectStore('messages', { keyPath: ['conversationId', 'index'] });
}

/** Messages of one conversation, both ends included. */
function keyRange(conversationId: string, fromIndex: number, toIndex: number): IDBKeyRange {
  return IDBKeyRange.bound([conversationId, fromIndex], [conversationId, toIndex]);
}

function answer<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('the browser database failed')));
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = () => reject(transaction.error ?? new Error('the browser database failed'));
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('error', failed);
    transaction.addEventListener('abort', failed);
  });
}
