import { type CommitLimits, type KvStore, kvLimits } from '@microchat/ports/kv-store';
import type { Timers } from '@microchat/ports/time';
import { CassandraKvStore } from './cassandra-kv-store.ts';
import type { CassandraObserver } from './cassandra-observer.ts';
import { type CassandraOptions, cassandraDefaults } from './cassandra-options.ts';
import { CassandraSession } from './cassandra-session.ts';
import { connect } from './connect.ts';
import { type KvTable, kvTables, tableCatalog } from './kv-tables.ts';
import { RequestGate } from './request-gate.ts';
import { requireSchema } from './schema-state.ts';
import { StoreTables } from './store-tables.ts';

export interface OpenCassandraOptions extends CassandraOptions {
  readonly timers: Timers;
  readonly observer?: CassandraObserver;
  /** Default: all that the migrations create. */
  readonly tables?: ReadonlyMap<string, KvTable>;
  /** `kvEngineLimits` below a layer that adds rows of its own. Default `kvLimits`. */
  readonly commitLimits?: CommitLimits;
}

export interface OpenCassandra {
  readonly kv: KvStore;
  /** What waits is refused, what is in flight may end as unknown. */
  close(): Promise<void>;
}

/**
 * Connects and checks that the keyspace has been migrated.
 * @throws KvUnavailableError no node answered in time
 * @throws SchemaOutdatedError
 */
export async function openCassandra(options: OpenCassandraOptions): Promise<OpenCassandra> {
  const { timers, observer = {}, tables = tableCatalog(kvTables), commitLimits = kvLimits, keyspace } = options;
  const { requestTimeoutMs, majorityOf } = { ...cassandraDefaults, ...options };
  const client = await connect(options);
  try {
    await requireSchema(client, keyspace);
  } catch (error) {
    await client.shutdown();
    throw error;
  }
  const limits = { ...cassandraDefaults.limits, ...options.limits };
  const probe = () => client.execute('SELECT key FROM system.local', [], { readTimeout: requestTimeoutMs });
  const gate = new RequestGate({ limits, timeoutMs: requestTimeoutMs, timers, probe });
  const session = new CassandraSession({ client, gate, majorityOf, timeoutMs: requestTimeoutMs, observer });
  return {
    kv: new CassandraKvStore(session, new StoreTables(keyspace, tables), commitLimits),
    async close() {
      gate.close();
      await client.shutdown();
    },
  };
}
