import { freshName } from '@microchat/testkit/engine-under-test';
import { realTimers } from '@microchat/testkit/real-timers';
import { Redis } from 'ioredis';
import { openRedis, type OpenRedis, type OpenRedisOptions } from '../open-redis.ts';

/** An adapter with keys of its own, and a plain client beside it that sees and bends what is stored. */
export interface RedisUnderTest extends OpenRedis {
  readonly redis: Redis;
  readonly keyPrefix: string;
  /** Every key of this adapter. */
  keys(): Promise<string[]>;
  /** What a clock of the server that runs ahead by this much does to leases; negative: that jumps back. */
  shiftLeases(ms: number): Promise<void>;
}

const shift = `
for _, key in ipairs(redis.call('KEYS', ARGV[1] .. 'presence:lease:*')) do
  if redis.call('HGET', key, 'expires') ~= '0' then redis.call('HINCRBY', key, 'expires', -ARGV[2]) end
end
local leases = ARGV[1] .. 'presence:leases'
for _, incarnation in ipairs(redis.call('ZRANGE', leases, 0, -1)) do
  redis.call('ZINCRBY', leases, -ARGV[2], incarnation)
end
`;

export async function redisUnderTest(url: string, options: Partial<OpenRedisOptions> = {}): Promise<RedisUnderTest> {
  const { keyPrefix = `${freshName('test')}:` } = options;
  const opened = await openRedis({ url, timers: realTimers, ...options, keyPrefix });
  const redis = new Redis(url);
  redis.on('error', () => undefined);
  return {
    presence: opened.presence,
    redis,
    keyPrefix,
    keys: () => redis.keys(`${keyPrefix}*`),
    async shiftLeases(ms) {
      await redis.eval(shift, 0, keyPrefix, ms);
    },
    async close() {
      redis.disconnect();
      await opened.close();
    },
  };
}
