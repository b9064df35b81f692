import { createTable } from '../table-statements.ts';
import type { Migration } from './migration.ts';
import { tablesNamed } from './tables-named.ts';

export const claimsOfNodeIds: Migration = {
  number: 3,
  name: 'claims of node ids',
  statements: (keyspace) => tablesNamed('node_ids').map((table) => createTable(keyspace, table)),
};
