import { type KvTable, kvTables } from '../kv-tables.ts';

export function tablesNamed(...names: readonly string[]): KvTable[] {
  return names.map((name) => {
    const table = kvTables.find((each) => each.name === name);
    if (table === undefined) throw new Error(`no table ${name}`);
    return table;
  });
}
