import { KvLimitError } from '@microchat/ports/kv-store';
import type { KvTable } from './kv-tables.ts';
import { statementsOf, type TableStatements } from './table-statements.ts';

export interface StoreTable {
  readonly kind: KvTable['kind'];
  readonly statements: TableStatements;
}

/** The tables that a store has, with their statements. */
export class StoreTables {
  readonly #keyspace: string;
  readonly #catalog: ReadonlyMap<string, KvTable>;
  readonly #used = new Map<string, StoreTable>();

  constructor(keyspace: string, catalog: ReadonlyMap<string, KvTable>) {
    this.#keyspace = keyspace;
    this.#catalog = catalog;
  }

  /** @throws KvLimitError there is no such table. */
  find(name: string): StoreTable {
    const used = this.#used.get(name);
    if (used !== undefined) return used;
    const table = this.#catalog.get(name);
    if (table === undefined) throw new KvLimitError('the store has no such table');
    const found = { kind: table.kind, statements: statementsOf(this.#keyspace, table) };
    this.#used.set(name, found);
    return found;
  }

  /** @throws KvLimitError there is no such table, or it is written in the other way. */
  findFor(kind: KvTable['kind'], name: string): StoreTable {
    const table = this.find(name);
    if (table.kind !== kind) throw new KvLimitError(`table ${name} is not for rows that are ${kind}`);
    return table;
  }
}
