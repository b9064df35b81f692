import { tablesOfTheStores } from './0001-tables-of-the-stores.ts';
import type { Migration } from './migration.ts';

/** In the order of their numbers. */
export const migrations: readonly Migration[] = [tablesOfTheStores];
