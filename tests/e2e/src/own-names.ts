import { createHash } from 'node:crypto';

/** Names in the engines for each data folder, so that servers keep apart, and one that is started again finds its data. */
export function ownNames(dataDir: string): Record<string, string> {
  const name = `e2e_${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  return {
    MICROCHAT_CASSANDRA_KEYSPACE: name,
    MICROCHAT_KAFKA_PREFIX: `${name}.`,
    MICROCHAT_REDIS_PREFIX: `${name}:`,
  };
}
