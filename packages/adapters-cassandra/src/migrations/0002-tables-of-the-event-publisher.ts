import { createTable } from '../table-statements.ts';
import type { Migration } from './migration.ts';
import { tablesNamed } from './tables-named.ts';

export const tablesOfTheEventPublisher: Migration = {
  number: 2,
  name: 'tables of the event publisher',
  statements: (keyspace) =>
    tablesNamed('publishers', 'publisher_registers', 'published', 'event_overflow').map((table) =>
      createTable(keyspace, table),
    ),
};
