import { type Presence, PresenceUnavailableError } from '@microchat/ports/presence';
import type { Timers } from '@microchat/ports/time';
import { RedisConnection } from './redis-connection.ts';
import type { RedisObserver } from './redis-observer.ts';
import { type RedisOptions, redisDefaults } from './redis-options.ts';
import { RedisPresence } from './redis-presence.ts';

export interface OpenRedisOptions extends RedisOptions {
  readonly timers: Timers;
  readonly observer?: RedisObserver;
}

export interface OpenRedis {
  readonly presence: Presence;
  /** Ends the connection at once; what is in flight fails. */
  close(): Promise<void>;
}

/** Connects. @throws PresenceUnavailableError if Redis can't be reached in time */
export async function openRedis(options: OpenRedisOptions): Promise<OpenRedis> {
  const { timers, observer = {} } = options;
  const { keyPrefix, startTimeoutMs } = { ...redisDefaults, ...options };
  let cause: unknown;
  const connection = new RedisConnection(options, {
    ...observer,
    connectionFailed(error) {
      cause = error;
      observer.connectionFailed?.(error);
    },
  });
  const timer = timers.after(startTimeoutMs, () => connection.close());
  try {
    await connection.connect();
  } catch {
    throw new PresenceUnavailableError(`Redis can't be reached: ${String(cause)}`, { cause });
  } finally {
    timer.cancel();
  }
  return { presence: new RedisPresence(connection, keyPrefix, timers), close: async () => connection.close() };
}
