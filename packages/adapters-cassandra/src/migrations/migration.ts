/**
 * One step of the schema. Once released it never changes; a later step changes what it did. Its statements may run twice
 * (a migration that was cut off runs again from its start), so they say IF NOT EXISTS or set what is to be.
 */
export interface Migration {
  /** From 1, dense. */
  readonly number: number;
  readonly name: string;
  /** CQL with qualified names, to be run in this order. */
  statements(keyspace: string): string[];
}
