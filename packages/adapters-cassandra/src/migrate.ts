import { randomUUID } from 'node:crypto';
import type { Timers } from '@microchat/ports/time';
import type { Client } from 'cassandra-driver';
import type { CassandraOptions } from './cassandra-options.ts';
import { connect } from './connect.ts';
import { migrations } from './migrations/all-migrations.ts';
import type { Migration } from './migrations/migration.ts';
import { SchemaLock } from './schema-lock.ts';
import { schemaState } from './schema-state.ts';
import { createSchemaTable } from './schema-table.ts';

export interface MigrateOptions {
  readonly keyspace: string;
  /** Replicas in each data center. Used when the keyspace is created; an existing one stays as it is. */
  readonly replicas: Readonly<Record<string, number>>;
  readonly timers: Timers;
}

/** A change of the schema waits until all nodes that are up have it. */
const ddlTimeoutMs = 20_000;

/**
 * Brings a keyspace to the newest schema and returns the names of the migrations that it ran. Safe to run again, and on
 * several machines at once: one works, the others wait and find nothing left to do.
 */
export async function migrate(client: Client, { keyspace, replicas, timers }: MigrateOptions): Promise<string[]> {
  await change(client, createKeyspace(keyspace, replicas));
  await change(client, createSchemaTable(keyspace));
  const lock = new SchemaLock(client, keyspace, randomUUID(), timers);
  await lock.acquire();
  try {
    const { applied } = await schemaState(client, keyspace);
    const missing = migrations.filter(({ number }) => !applied.includes(number));
    for (const migration of missing) await run(client, keyspace, migration, lock);
    return missing.map(({ name }) => name);
  } finally {
    await lock.release();
  }
}

/** `migrate` with a connection of its own. */
export async function migrateCassandra(
  options: CassandraOptions & Pick<MigrateOptions, 'timers'> & Partial<Pick<MigrateOptions, 'replicas'>>,
): Promise<string[]> {
  const { keyspace, timers, localDataCenter } = options;
  const client = await connect({ ...options, requestTimeoutMs: ddlTimeoutMs });
  try {
    return await migrate(client, { keyspace, timers, replicas: options.replicas ?? { [localDataCenter]: 1 } });
  } finally {
    await client.shutdown();
  }
}

async function run(client: Client, keyspace: string, migration: Migration, lock: SchemaLock): Promise<void> {
  for (const statement of migration.statements(keyspace)) {
    await lock.renew();
    await change(client, statement);
  }
  await lock.record(migration.number, migration.name);
}

/** The driver waits until the nodes agree; the next change must not start before they do. */
async function change(client: Client, statement: string): Promise<void> {
  const { info } = await client.execute(statement, [], { prepare: false, readTimeout: ddlTimeoutMs });
  const agreed = 'isSchemaInAgreement' in info && info.isSchemaInAgreement === true;
  if (!agreed) throw new Error('the nodes do not agree about the schema: run the migration again');
}

function createKeyspace(keyspace: string, replicas: Readonly<Record<string, number>>): string {
  const perDataCenter = Object.entries(replicas).map(
    ([dataCenter, count]) => `'${dataCenter.replaceAll("'", "''")}': ${count}`,
  );
  return (
    `CREATE KEYSPACE IF NOT EXISTS ${keyspace} ` +
    `WITH replication = {'class': 'NetworkTopologyStrategy', ${perDataCenter.join(', ')}}`
  );
}
