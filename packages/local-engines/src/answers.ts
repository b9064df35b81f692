import { Client, type ClientOptions } from 'cassandra-driver';
import { Redis } from 'ioredis';
import type { EngineName } from './engine.ts';
import { kafkaBrokers } from './kafka-brokers.ts';

/** The data center of every Cassandra that is started here; clients have to name it. */
export const cassandraDataCenter = 'datacenter1';

/**
 * One question to the server at these addresses (`host:port`, several separated by commas; for Redis also a URL), through
 * its own client. Resolves with the answer's arrival, throws within seconds otherwise.
 */
export const answers: Record<EngineName, (addresses: string) => Promise<void>> = {
  cassandra: (addresses) => cassandraAnswers(addresses),
  kafka: kafkaAnswers,
  redis: redisAnswers,
};

/** For a Cassandra that does not let everybody in. */
export type CassandraLogin = Pick<ClientOptions, 'credentials' | 'sslOptions'>;

/** As `answers.cassandra`, with a login. */
export async function cassandraAnswers(addresses: string, login: CassandraLogin = {}): Promise<void> {
  const client = new Client({
    ...login,
    contactPoints: addresses.split(','),
    localDataCenter: cassandraDataCenter,
    socketOptions: { connectTimeout: 5_000, readTimeout: 5_000 },
  });
  try {
    await client.execute('SELECT release_version FROM system.local');
  } finally {
    await client.shutdown();
  }
}

async function kafkaAnswers(addresses: string): Promise<void> {
  const [first = ''] = addresses.split(',');
  if ((await kafkaBrokers(first)) === 0) throw new Error('no broker is registered yet');
}

async function redisAnswers(address: string): Promise<void> {
  const redis = new Redis(address.includes('://') ? address : `redis://${address}`, {
    lazyConnect: true,
    connectTimeout: 2_000,
    commandTimeout: 2_000,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  // Reported by connect(), too.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
  } finally {
    redis.disconnect();
  }
}
