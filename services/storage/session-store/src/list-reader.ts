import { reading } from '@microchat/partition-writer/reading';
import type { KvStore, PartitionRead } from '@microchat/ports/kv-store';
import type { ListEntry__Output } from '@microchat/proto/microchat/storage/v1/ListEntry';
import {
  conversationIdRow,
  entryColumn,
  listEntryRow,
  listHeadRow,
  listPartition,
  membershipColumns,
  versionColumns,
} from './rows.ts';

export interface ChangesPage {
  /** Newest change first. */
  readonly entries: ListEntry__Output[];
  readonly listVersion: number;
  readonly hasMore: boolean;
  /** The list has changed during the read: an entry at or below `listVersion` may have moved above it, and is missing here. */
  readonly hasMoved: boolean;
}

interface VersionRow {
  readonly version: number;
  readonly conversationId: string;
}

const entriesPerRead = 500;
const rowsPerScan = 1_000;

/** Reads lists past their writers, so that every commit that resolved before the call is seen. */
export class ListReader {
  readonly #kv: KvStore;

  constructor(kv: KvStore) {
    this.#kv = kv;
  }

  /**
   * At most `limit` entries with since < version, and version < below unless that is 0.
   *
   * A client that has all pages of one sync adopts the first page's `listVersion` as its cursor, and misses nothing:
   * the version V is read first. An entry's index row and the entry change in one commit, so at that moment every entry
   * has its row at its version, which is at most V. Later each row is either still there, and the scan finds it, or a
   * commit has moved it above V, where the next sync finds it. The scans go strictly down, so nothing slips from a part
   * not read yet into one that is done except by moving above V. Rows whose entry has moved between scan and read are
   * skipped for the same reason, and because callers go on below the lowest version of a page.
   *
   * What has moved above V is told by the next sync, but not by a pong, which has heads only: see `hasMoved`.
   */
  async readChanges(userId: string, since: number, below: number, limit: number): Promise<ChangesPage> {
    const before = await reading(this.#kv.read(listPartition(userId)));
    const listVersion = versionIn(before);
    const entries: ListEntry__Output[] = [];
    let top = below === 0 ? listVersion + 1 : Math.min(below, listVersion + 1);
    let lastVersion = before.version;
    // One more than asked tells whether there is more. Ends after as many rounds as rows: each goes below the last one.
    for (;;) {
      const wanted = limit + 1 - entries.length;
      const rows = await this.#scanVersions(userId, since, top, wanted);
      const found = await this.#entriesAt(userId, rows);
      // Without entries to read nothing tells whether the list stood still while it was scanned.
      const foundNothing = rows.length === 0 && since + 1 < top;
      lastVersion = foundNothing
        ? (await reading(this.#kv.read(listPartition(userId)))).version
        : (found.version ?? lastVersion);
      entries.push(...found.entries);
      const hasMoved = lastVersion !== before.version;
      if (entries.length > limit) return { entries: entries.slice(0, limit), listVersion, hasMore: true, hasMoved };
      const lowest = rows.at(-1);
      if (lowest === undefined || rows.length < wanted) return { entries, listVersion, hasMore: false, hasMoved };
      top = lowest.version;
    }
  }

  /** Entries that the list has, in the order asked. */
  async readEntries(userId: string, conversationIds: readonly string[]): Promise<ListEntry__Output[]> {
    return (await this.#readEntries(userId, conversationIds)).entries;
  }

  /** With the version that the partition had at the last read; undefined if nothing was asked for. */
  async #readEntries(
    userId: string,
    conversationIds: readonly string[],
  ): Promise<{ readonly entries: ListEntry__Output[]; readonly version: number | undefined }> {
    const entries: ListEntry__Output[] = [];
    let last: number | undefined;
    for (let start = 0; start < conversationIds.length; start += entriesPerRead) {
      const columns = conversationIds.slice(start, start + entriesPerRead).map(entryColumn);
      const { values, version } = await reading(this.#kv.read(listPartition(userId), columns));
      last = version;
      for (const row of values) if (row !== undefined) entries.push(listEntryRow.decode(row));
    }
    return { entries, version: last };
  }

  /** Entries of the groups in the list by group id, at most `groupsMax`. */
  async readMemberships(
    userId: string,
    groupsMax: number,
  ): Promise<{ readonly entries: ListEntry__Output[]; readonly isCut: boolean }> {
    const conversationIds: string[] = [];
    let { from } = membershipColumns as { from: string };
    for (;;) {
      const limit = Math.min(rowsPerScan, groupsMax + 1 - conversationIds.length);
      const rows = await reading(this.#kv.scan(listPartition(userId), { from, to: membershipColumns.to, limit }));
      conversationIds.push(...rows.map(({ value }) => conversationIdRow.decode(value)));
      const last = rows.at(-1);
      const isCut = conversationIds.length > groupsMax;
      if (last === undefined || rows.length < limit || isCut) {
        return { entries: await this.readEntries(userId, conversationIds.slice(0, groupsMax)), isCut };
      }
      from = `${last.column}\0`;
    }
  }

  async #scanVersions(userId: string, since: number, top: number, limit: number): Promise<VersionRow[]> {
    if (since + 1 >= top) return [];
    const range = { from: versionColumns.of(since + 1), to: versionColumns.of(top), reverse: true, limit };
    const rows = await reading(this.#kv.scan(listPartition(userId), range));
    return rows.map(({ column, value }) => ({
      version: versionColumns.versionOf(column),
      conversationId: conversationIdRow.decode(value),
    }));
  }

  /** The entries of index rows, without those that have moved on since the rows were read. */
  async #entriesAt(userId: string, rows: readonly VersionRow[]) {
    const { entries, version } = await this.#readEntries(
      userId,
      rows.map(({ conversationId }) => conversationId),
    );
    const versions = new Set(rows.map(({ version }) => version));
    return { entries: entries.filter(({ changeVersion }) => versions.has(changeVersion)), version };
  }
}

function versionIn({ version, head }: PartitionRead): number {
  return version === 0 ? 0 : listHeadRow.decode(head).listVersion;
}
