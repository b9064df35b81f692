import { tablesOfTheStores } from './0001-tables-of-the-stores.ts';
import { tablesOfTheEventPublisher } from './0002-tables-of-the-event-publisher.ts';
import { claimsOfNodeIds } from './0003-claims-of-node-ids.ts';
import type { Migration } from './migration.ts';

/** In the order of their numbers. */
export const migrations: readonly Migration[] = [tablesOfTheStores, tablesOfTheEventPublisher, claimsOfNodeIds];
