import type { ConnectionOptions } from 'node:tls';

/** Where Cassandra is and how to talk to it. */
export interface CassandraOptions {
  /** `host` or `host:port` of some nodes; the others are found through them. */
  readonly contactPoints: readonly string[];
  /** Only nodes of this data center are asked. */
  readonly localDataCenter: string;
  /** Lower case letters, digits and underscores. */
  readonly keyspace: string;
  readonly credentials?: { readonly username: string; readonly password: string };
  /** Speak TLS. Unlike the driver's own default the nodes' certificates are verified: tls-identity.ts says how. */
  readonly tls?: ConnectionOptions;
  /**
   * Whose majority decides: of the replicas in the local data center (LOCAL_SERIAL and LOCAL_QUORUM) or of all replicas
   * (SERIAL and QUORUM). One setting for both, because a commit and a read must meet in a replica. With `data-center` all
   * instances must use the same data center. Default `data-center`.
   */
  readonly majorityOf?: 'data-center' | 'cluster';
  /** Longest time a call takes, waiting for its turn included. Default 3 000. Keep it above Cassandra's own time-outs. */
  readonly requestTimeoutMs?: number;
  /** Longest time to open a connection. Default 2 000. */
  readonly connectTimeoutMs?: number;
  /** Longest time that opening the store tries to reach Cassandra. Default 60 000. */
  readonly startTimeoutMs?: number;
  readonly limits?: Partial<RequestLimits>;
}

/** What is under way at most. Past it calls are refused with KvUnavailableError. */
export interface RequestLimits {
  /** Statements that Cassandra has not answered. */
  readonly inFlightMax: number;
  /** Statements that wait until one of those is answered. */
  readonly waitingMax: number;
  /** Bytes of both. */
  readonly bytesMax: number;
}

/** What is not given. The time-outs of Cassandra 5 are 2 s for writes and 5 s for reads. */
export const cassandraDefaults = {
  majorityOf: 'data-center',
  requestTimeoutMs: 3_000,
  connectTimeoutMs: 2_000,
  startTimeoutMs: 60_000,
  limits: { inFlightMax: 512, waitingMax: 8_192, bytesMax: 64 * 1024 * 1024 },
} as const satisfies Partial<CassandraOptions>;
