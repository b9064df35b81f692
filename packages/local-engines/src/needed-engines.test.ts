import { expect, test } from 'vitest';
import { neededEngines } from './needed-engines.ts';

test.each([
  [[], []],
  [['/a/log.test.ts'], []],
  [['/a/log.kafka.test.ts', '/b/other.kafka.test.ts'], ['kafka']],
  [['/a/outbox.cassandra.kafka.test.ts'], ['cassandra', 'kafka']],
  [
    ['/a/presence.redis.test.ts', '/a/kv.cassandra.test.ts'],
    ['cassandra', 'redis'],
  ],
  [['/kafka.cassandra/redis.test.ts'], []],
  [['C:\\a\\log.kafka.test.ts'], ['kafka']],
])('%j need %j', (files, engines) => {
  expect(neededEngines(files)).toEqual(engines);
});
