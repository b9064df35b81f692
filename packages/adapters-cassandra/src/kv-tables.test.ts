import { describe, expect, test } from 'vitest';
import { cqlTableName, kvTables, tableCatalog } from './kv-tables.ts';

describe('tables', () => {
  test('the declared ones have names that Cassandra takes and tells apart', () => {
    expect([...tableCatalog(kvTables).keys()]).toEqual(kvTables.map(({ name }) => name));
  });

  test('names that fall together in Cassandra are refused', () => {
    const table = { kind: 'merged', rows: 'overwritten' } as const;
    expect(() =>
      tableCatalog([
        { ...table, name: 'a-b' },
        { ...table, name: 'a_b' },
      ]),
    ).toThrow('a_b');
  });

  test.each(['', 'A', '1a', 'a b', 'a;b', 'ä', 'a'.repeat(49)])('%j is no name', (name) => {
    expect(() => cqlTableName(name)).toThrow('no name');
  });
});
