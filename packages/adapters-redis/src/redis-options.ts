import type { ConnectionOptions } from 'node:tls';

/** Where Redis is and how to talk to it. One primary: scripts touch keys that a cluster would spread. */
export interface RedisOptions {
  /** `redis://[user:password@]host:port[/database]`, `rediss://` for TLS. Behind a failover: the primary's address. */
  readonly url: string;
  /** Beside what `rediss://` means by itself: the authorities that Node knows, and the host name of the URL. */
  readonly tls?: ConnectionOptions;
  /** Before every key, so that installations can share a server. Default `microchat:`. */
  readonly keyPrefix?: string;
  /** Longest time a call takes. Default 1 000. Interest changes are never done later than that. */
  readonly commandTimeoutMs?: number;
  /** Calls that Redis has not answered. Past it calls are refused at once. Default 8 192. */
  readonly inFlightMax?: number;
  /** Longest time that opening tries to reach Redis. Default 60 000. */
  readonly startTimeoutMs?: number;
}

export const redisDefaults = {
  keyPrefix: 'microchat:',
  commandTimeoutMs: 1_000,
  inFlightMax: 8_192,
  startTimeoutMs: 60_000,
} as const satisfies Partial<RedisOptions>;
