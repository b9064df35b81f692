import { expect, test } from 'vitest';
import { cqlTableName, kvTables } from '../kv-tables.ts';
import { migrations } from './all-migrations.ts';

test('migrations are numbered from 1 without gaps, in order', () => {
  expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, position) => position + 1));
});

test('every table is created once, with the options that its declaration asks for', () => {
  const statements = migrations.flatMap((migration) => migration.statements('app'));
  for (const { name, kind, rows, deletionsKeptSeconds } of kvTables) {
    const creating = statements.filter((statement) => statement.includes(` app.${cqlTableName(name)} (`));
    expect(creating, name).toHaveLength(1);
    const [statement = ''] = creating;
    expect(statement).toContain(rows === 'overwritten' ? "'L10'" : "'T4'");
    expect(statement.includes('version bigint'), name).toBe(kind === 'committed');
    expect(statement.includes('gc_grace_seconds'), name).toBe(deletionsKeptSeconds !== undefined);
  }
});

test('running a migration again does no harm: everything says IF NOT EXISTS', () => {
  for (const statement of migrations.flatMap((migration) => migration.statements('app'))) {
    expect(statement).toMatch(/^CREATE TABLE IF NOT EXISTS app\./);
  }
});
