import { randomBytes } from 'node:crypto';
import { cassandraDataCenter } from '@microchat/local-engines/answers';
import { realTimers } from '@microchat/testkit/real-timers';
import { Client } from 'cassandra-driver';
import { migrateCassandra } from '../migrate.ts';
import type { OpenCassandraOptions } from '../open-cassandra.ts';

/** Options for a keyspace of the test's own, at `host:port`, several separated by commas. */
export function testOptions(address: string): OpenCassandraOptions {
  return {
    contactPoints: address.split(','),
    localDataCenter: cassandraDataCenter,
    keyspace: `test_${randomBytes(6).toString('hex')}`,
    timers: realTimers,
  };
}

/** The same, migrated. */
export async function migratedOptions(address: string): Promise<OpenCassandraOptions> {
  const options = testOptions(address);
  await migrateCassandra(options);
  return options;
}

/** Runs statements of the test's own. */
export async function withClient<Result>(
  { contactPoints, localDataCenter }: OpenCassandraOptions,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  const socketOptions = { readTimeout: 30_000 };
  const client = new Client({ contactPoints: [...contactPoints], localDataCenter, socketOptions });
  try {
    return await use(client);
  } finally {
    await client.shutdown();
  }
}

export async function dropKeyspace(options: OpenCassandraOptions): Promise<void> {
  await withClient(options, (client) => client.execute(`DROP KEYSPACE IF EXISTS ${options.keyspace}`));
}
