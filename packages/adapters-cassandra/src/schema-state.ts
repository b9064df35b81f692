import { type Client, types } from 'cassandra-driver';
import { migrations } from './migrations/all-migrations.ts';
import { schemaScope, schemaTable } from './schema-table.ts';
import { isServerError, serverCodes } from './server-error.ts';

export interface SchemaState {
  /** Numbers of the migrations that were run, ascending. */
  readonly applied: readonly number[];
  /** Names of those that were not. */
  readonly missing: readonly string[];
  /** Numbers that this program does not know: a newer one has migrated. */
  readonly unknown: readonly number[];
}

/** The keyspace lacks migrations. */
export class SchemaOutdatedError extends Error {
  override readonly name = 'SchemaOutdatedError';
}

/** What has been migrated; a keyspace that does not exist has nothing. */
export async function schemaState(client: Client, keyspace: string): Promise<SchemaState> {
  const applied = await appliedMigrations(client, keyspace);
  return {
    applied,
    missing: migrations.filter(({ number }) => !applied.includes(number)).map(({ name }) => name),
    unknown: applied.filter((number) => !migrations.some((migration) => migration.number === number)),
  };
}

/** A schema of a newer version is fine: migrations only add what older programs do not need. @throws SchemaOutdatedError */
export async function requireSchema(client: Client, keyspace: string): Promise<void> {
  const { missing } = await schemaState(client, keyspace);
  if (missing.length === 0) return;
  throw new SchemaOutdatedError(
    `keyspace ${keyspace} lacks migrations (${missing.join(', ')}): run the migration first`,
  );
}

async function appliedMigrations(client: Client, keyspace: string): Promise<number[]> {
  const query = `SELECT number FROM ${schemaTable(keyspace)} WHERE scope = ?`;
  try {
    const { rows } = await client.execute(query, [schemaScope], {
      prepare: true,
      // Whoever migrates has just been told that a majority has it.
      consistency: types.consistencies.quorum,
      isIdempotent: true,
    });
    return rows.map((row) => row.get('number') as number | null).filter((number) => number !== null);
  } catch (error) {
    if (isServerError(error, serverCodes.invalid) || isHalfCreated(error)) return [];
    throw error;
  }
}

/** For a moment a node knows a table that somebody is just creating, but cannot read it: it fails with its own words. */
function isHalfCreated(error: unknown): boolean {
  return isServerError(error, serverCodes.serverError) && /Unknown CF/.test(String(error));
}
