import { KvUnavailableError } from '@microchat/ports/kv-store';
import type { Timers } from '@microchat/ports/time';
import { Client, errors, policies, types } from 'cassandra-driver';
import { type CassandraOptions, cassandraDefaults } from './cassandra-options.ts';
import type { CassandraObserver } from './cassandra-observer.ts';
import { verifiedTls } from './tls-identity.ts';

const pauseBetweenTriesMs = 500;
const reconnectFirstMs = 100;
/** Longest pause between tries to reach a node that is away. */
export const reconnectMaxMs = 2_000;
/** An idle connection is asked for a sign of life. */
const heartbeatMs = 5_000;
/** One connection carries all that a store has in flight; the second one spreads the work of encoding on the server. */
export const connectionsPerHost = 2;

export interface ConnectOptions extends CassandraOptions {
  readonly timers: Timers;
  readonly observer?: CassandraObserver;
}

/**
 * A connected client. Once connected it finds its way back to nodes that were away by itself.
 * @throws KvUnavailableError no node answered within `startTimeoutMs`
 */
export async function connect(options: ConnectOptions): Promise<Client> {
  const { timers, startTimeoutMs = cassandraDefaults.startTimeoutMs } = options;
  const giveUpAtMs = timers.monotonicMs() + startTimeoutMs;
  for (;;) {
    const client = createClient(options);
    try {
      await client.connect();
      return client;
    } catch (cause) {
      await client.shutdown();
      if (!isPassing(cause)) throw new Error('Cassandra cannot be used with these options', { cause });
      if (timers.monotonicMs() >= giveUpAtMs) throw new KvUnavailableError('Cassandra cannot be reached', { cause });
      await new Promise<void>((resolve) => {
        timers.after(pauseBetweenTriesMs, resolve);
      });
    }
  }
}

/** Nobody answered. A wrong password or data center stays wrong. */
function isPassing(cause: unknown): boolean {
  if (!(cause instanceof errors.NoHostAvailableError)) return false;
  return !Object.values(cause.innerErrors ?? {}).some((inner) => inner instanceof errors.AuthenticationError);
}

function createClient(options: ConnectOptions): Client {
  const { contactPoints, localDataCenter, credentials, tls, observer } = options;
  const { requestTimeoutMs, connectTimeoutMs } = { ...cassandraDefaults, ...options };
  const client = new Client({
    contactPoints: [...contactPoints],
    localDataCenter,
    ...(credentials ? { credentials } : {}),
    ...(tls ? { sslOptions: verifiedTls(tls, contactPoints) } : {}),
    encoding: { useBigIntAsLong: true },
    policies: {
      reconnection: new policies.reconnection.ExponentialReconnectionPolicy(reconnectFirstMs, reconnectMaxMs, false),
      // The same statement on two nodes at once is what conditional writes suffer from most.
      speculativeExecution: new policies.speculativeExecution.NoSpeculativeExecutionPolicy(),
      // Conditional writes get their times from their Paxos ballots; times of clients would fight with those.
      timestampGeneration: null as unknown as policies.timestampGeneration.TimestampGenerator,
    },
    pooling: {
      coreConnectionsPerHost: { [types.distance.local]: connectionsPerHost },
      heartBeatInterval: heartbeatMs,
    },
    socketOptions: { connectTimeout: connectTimeoutMs, readTimeout: requestTimeoutMs },
  });
  client.on('hostRemove', endPool);
  client.on('log', (level: string, name: string, message: string) => {
    if (level === 'warning' || level === 'error') observer?.driverLog?.(level, `${name}: ${message}`);
  });
  return client;
}

/**
 * When all nodes were away the driver (4.10.0) finds them again as new hosts and forgets to end the pools of the old ones:
 * they would reconnect and hold their connections for ever, even after the client was shut down.
 */
function endPool(host: unknown): void {
  const pool = host as { shutdown(waitForPending: boolean): Promise<void> };
  pool.shutdown(false).catch(() => undefined);
}
