import type { Clock } from '@microchat/ports/time';
import { type Client, types } from 'cassandra-driver';
import { type ConnectOptions, connect } from './connect.ts';
import { type SchemaState, schemaState } from './schema-state.ts';

export interface CassandraNode {
  readonly address: string;
  readonly dataCenter: string;
  /** Such as `5.0.5`. */
  readonly version: string;
}

/** What operators want to know of a cluster before they trust it. */
export interface CassandraClusterReport {
  readonly nodes: readonly CassandraNode[];
  /** Copies of every row by data center; undefined: the keyspace does not exist. */
  readonly replicas: Readonly<Record<string, number>> | undefined;
  readonly schema: SchemaState;
  /** Settings of the node that was asked; undefined if we may not see them. */
  readonly settings: NodeSettings | undefined;
  /** How far the node's clock is ahead of ours, give or take `clockErrorMs`. */
  readonly clockAheadMs: number;
  readonly clockErrorMs: number;
}

export interface NodeSettings {
  /** `periodic`, `batch` or `group`. */
  readonly commitLogSync: string | undefined;
  /** `v1` or `v2`. */
  readonly paxosVariant: string | undefined;
}

/** Looks at a cluster, changes nothing. @throws as `connect`, and the driver's errors */
export async function reportCassandraCluster(
  options: ConnectOptions & { readonly clock: Clock },
): Promise<CassandraClusterReport> {
  const client = await connect(options);
  try {
    const [nodes, replicas, schema, settings, clock] = await Promise.all([
      nodesOf(client),
      replicasOf(client, options.keyspace),
      schemaState(client, options.keyspace),
      settingsOf(client),
      clockOf(client, options.clock),
    ]);
    return { nodes, replicas, schema, settings, ...clock };
  } finally {
    await client.shutdown();
  }
}

async function nodesOf(client: Client): Promise<CassandraNode[]> {
  const [local, peers] = await Promise.all([
    client.execute('SELECT rpc_address AS address, data_center, release_version FROM system.local'),
    client.execute('SELECT rpc_address AS address, data_center, release_version FROM system.peers'),
  ]);
  return [...local.rows, ...peers.rows].map((row) => ({
    address: String(row.get('address')),
    dataCenter: String(row.get('data_center')),
    version: String(row.get('release_version')),
  }));
}

async function replicasOf(client: Client, keyspace: string): Promise<Record<string, number> | undefined> {
  const query = 'SELECT replication FROM system_schema.keyspaces WHERE keyspace_name = ?';
  const row = (await client.execute(query, [keyspace], { prepare: true })).first();
  if (row === null) return undefined;
  const { class: _, ...replication } = row.get('replication') as Record<string, string>;
  // "3", or "3/1" with transient replicas, which are none of the data's.
  return Object.fromEntries(Object.entries(replication).map(([name, count]) => [name, Number.parseInt(count, 10)]));
}

async function settingsOf(client: Client): Promise<NodeSettings | undefined> {
  try {
    const { rows } = await client.execute('SELECT name, value FROM system_views.settings', [], {
      consistency: types.consistencies.localOne,
    });
    const values = new Map(rows.map((row) => [row.get('name') as string, row.get('value') as string]));
    return { commitLogSync: values.get('commitlog_sync'), paxosVariant: values.get('paxos_variant') };
  } catch {
    // Users may not be allowed to see it.
    return undefined;
  }
}

/** The node looked at its clock somewhere between our question and its answer. */
async function clockOf(client: Client, clock: Clock): Promise<{ clockAheadMs: number; clockErrorMs: number }> {
  const askedAtMs = clock.now();
  const { rows } = await client.execute('SELECT toTimestamp(now()) AS now FROM system.local');
  const answeredAtMs = clock.now();
  const theirs = rows[0]?.get('now') as Date | undefined;
  if (theirs === undefined) throw new Error('the node knows nothing of itself');
  const middleMs = (askedAtMs + answeredAtMs) / 2;
  return {
    clockAheadMs: Math.round(theirs.getTime() - middleMs),
    clockErrorMs: Math.ceil((answeredAtMs - askedAtMs) / 2),
  };
}
