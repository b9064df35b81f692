import type { Clock } from '@microchat/ports/time';
import { Redis } from 'ioredis';
import type { RedisOptions } from './redis-options.ts';

/** What operators want to know of a server before they trust it. */
export interface RedisServerReport {
  /** Such as `7.2.5`. */
  readonly version: string;
  /** `master` or `slave`. */
  readonly role: string;
  /** Bytes; 0: no limit. */
  readonly memoryMax: number;
  /** What happens past it; `noeviction` refuses writes. */
  readonly evictionPolicy: string;
  /** A cluster spreads keys that our scripts touch together. */
  readonly isCluster: boolean;
  readonly keepsAppendOnlyFile: boolean;
  /** How far its clock is ahead of ours, give or take `clockErrorMs`. */
  readonly clockAheadMs: number;
  readonly clockErrorMs: number;
}

export interface RedisReportOptions extends Pick<RedisOptions, 'url' | 'tls'> {
  /** Longest wait for the connection, and for an answer. */
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/** Looks at a server, changes nothing. @throws the client's error */
export async function reportRedisServer({
  url,
  tls,
  timeoutMs,
  clock,
}: RedisReportOptions): Promise<RedisServerReport> {
  const redis = new Redis(url, {
    ...(tls === undefined ? {} : { tls }),
    lazyConnect: true,
    connectionName: 'microchat-doctor',
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  // `connect` only says that the connection was closed; why comes here.
  let cause: unknown;
  redis.on('error', (error: unknown) => {
    cause ??= error;
  });
  try {
    await redis.connect();
    const askedAtMs = clock.now();
    const [seconds, microseconds] = await redis.time();
    const answeredAtMs = clock.now();
    const info = parseInfo(await redis.info());
    const serverMs = Number(seconds) * 1_000 + Number(microseconds) / 1_000;
    return {
      version: info.get('redis_version') ?? 'unknown',
      role: info.get('role') ?? 'unknown',
      memoryMax: Number(info.get('maxmemory') ?? 0),
      evictionPolicy: info.get('maxmemory_policy') ?? 'unknown',
      isCluster: info.get('cluster_enabled') === '1',
      keepsAppendOnlyFile: info.get('aof_enabled') === '1',
      clockAheadMs: Math.round(serverMs - (askedAtMs + answeredAtMs) / 2),
      clockErrorMs: Math.ceil((answeredAtMs - askedAtMs) / 2),
    };
  } catch (error) {
    throw cause ?? error;
  } finally {
    redis.disconnect();
  }
}

/** Lines of `name:value` under headings. */
function parseInfo(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1));
  }
  return fields;
}
