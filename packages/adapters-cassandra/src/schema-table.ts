import { createHash } from 'node:crypto';

/** The only partition of the table. */
export const schemaScope = 'schema';

/** A row for each migration that was run, and in its static columns whoever is migrating. @throws Error bad name */
export function schemaTable(keyspace: string): string {
  if (!/^[a-z][a-z0-9_]{0,47}$/.test(keyspace)) throw new Error(`${keyspace} is no name for a keyspace`);
  return `${keyspace}.schema_migrations`;
}

/**
 * Everything else is created by whoever holds the lock in this table; this table itself by everybody at once. Two nodes
 * that create a table of one name at the same time give it two ids and can't agree any more, so its id is given.
 */
export function createSchemaTable(keyspace: string): string {
  const table = schemaTable(keyspace);
  return (
    `CREATE TABLE IF NOT EXISTS ${table} (scope text, number int, name text, applied_at timestamp, ` +
    `lock_owner text static, PRIMARY KEY (scope, number)) WITH ID = ${uuidOf(table)}`
  );
}

/** The same for the same name, in the form of a version 8 UUID. */
function uuidOf(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
