import type { KvStore } from '@microchat/ports/kv-store';

export interface Reads {
  /** Round trips to the store. */
  calls: number;
  /** Version rows and columns asked for, and columns that scans found. */
  rows: number;
}

/** What is read of a store, by table. */
export class ReadCount {
  #tables = new Map<string, Reads>();

  wrap(kv: KvStore): KvStore {
    return {
      commit: (commit) => kv.commit(commit),
      merge: (writes) => kv.merge(writes),
      read: (key, columns = []) => {
        this.#add(key.table, 1 + columns.length);
        return kv.read(key, columns);
      },
      multiRead: (requests) => {
        const rows = requests.reduce((sum, { columns }) => sum + 1 + columns.length, 0);
        this.#add(requests[0]?.key.table ?? '', rows);
        return kv.multiRead(requests);
      },
      scan: async (key, range) => {
        const columns = await kv.scan(key, range);
        this.#add(key.table, columns.length);
        return columns;
      },
    };
  }

  of(table: string): Reads {
    return this.#tables.get(table) ?? { calls: 0, rows: 0 };
  }

  /** Over all tables. */
  sum(): Reads {
    const tables = [...this.#tables.values()];
    return {
      calls: tables.reduce((sum, { calls }) => sum + calls, 0),
      rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    };
  }

  /** For people: calls by table. */
  toString(): string {
    return [...this.#tables].map(([table, { calls }]) => `${table} ${calls}`).join(', ');
  }

  reset(): void {
    this.#tables = new Map();
  }

  #add(table: string, rows: number): void {
    const reads = this.of(table);
    this.#tables.set(table, { calls: reads.calls + 1, rows: reads.rows + rows });
  }
}
