import { createTable } from '../table-statements.ts';
import type { Migration } from './migration.ts';
import { tablesNamed } from './tables-named.ts';

export const tablesOfTheStores: Migration = {
  number: 1,
  name: 'tables of the stores',
  statements: (keyspace) =>
    tablesNamed(
      'segments',
      'sent',
      'roots',
      'lists',
      'group_heads',
      'readers',
      'device_cursors',
      'list_epoch',
      'users',
      'user_devices',
      'groups',
    ).map((table) => createTable(keyspace, table)),
};
