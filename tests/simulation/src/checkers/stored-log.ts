import type { Content__Output } from '@microchat/proto/microchat/client/v1/Content';
import { messageCodec } from '@microchat/proto/message-codec';
import type { Content } from '@microchat/proto/microchat/client/v1/Content';
import type { LogEntry, LogEntry__Output } from '@microchat/proto/microchat/storage/v1/LogEntry';
import type { MemoryTables } from '@microchat/testkit/memory-tables';

/** An entry of a conversation's log, as its row says. */
export interface StoredEntry {
  readonly index: number;
  readonly messageId: bigint;
  readonly previousMessageId: bigint;
  readonly count: number;
  readonly senderId: string;
  readonly clientMessageId: string;
  readonly body: string;
  /** Of a membership change. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

const entryCodec = messageCodec<LogEntry, LogEntry__Output>(
  'microchat/storage/v1/log.proto',
  'microchat.storage.v1.LogEntry',
);
const contentCodec = messageCodec<Content, Content__Output>(
  'microchat/client/v1/client.proto',
  'microchat.client.v1.Content',
);

const segmentsMax = 10_000;
const rowsMax = 100_000;
const afterAllColumns = '\x7f';

/** Reads conversations from the rows of the store, and asks nobody. What it has decoded before it decodes again only if the row differs. */
export class StoredLogs {
  readonly #tables: MemoryTables;
  readonly #decoded = new Map<string, { readonly row: Uint8Array; readonly entry: StoredEntry }>();

  constructor(tables: MemoryTables) {
    this.#tables = tables;
  }

  /** All entries of a conversation in the order of their rows. */
  read(conversationId: string): readonly StoredEntry[] {
    const entries: StoredEntry[] = [];
    for (let number = 1; number < segmentsMax; number += 1) {
      const key = { table: 'segments', partition: `${conversationId}/${number}` };
      if (this.#tables.read(key, []).version === 0) break;
      const rows = this.#tables.scan(key, { from: 'e/', to: `e/${afterAllColumns}`, limit: rowsMax });
      for (const { column, value } of rows) entries.push(this.#decode(`${key.partition} ${column}`, value));
    }
    return entries;
  }

  #decode(name: string, row: Uint8Array): StoredEntry {
    const known = this.#decoded.get(name);
    if (known !== undefined && Buffer.compare(known.row, row) === 0) return known.entry;
    const entry = decodeEntry(row);
    this.#decoded.set(name, { row, entry });
    return entry;
  }
}

function decodeEntry(row: Uint8Array): StoredEntry {
  const entry = entryCodec.decode(row);
  const content = contentCodec.decode(entry.content);
  return {
    index: entry.index,
    messageId: BigInt(entry.messageId),
    previousMessageId: BigInt(entry.previousMessageId),
    count: entry.count,
    senderId: entry.senderId,
    clientMessageId: entry.clientMessageId,
    body: content.text?.body ?? '',
    added: content.membership?.addedUserIds ?? [],
    removed: content.membership?.removedUserIds ?? [],
  };
}
