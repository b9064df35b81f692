import type { CassandraClusterReport } from '@microchat/adapters-cassandra/cassandra-cluster-report';
import type { KafkaClusterReport, TopicReport } from '@microchat/adapters-kafka/kafka-cluster-report';
import type { RedisServerReport } from '@microchat/adapters-redis/redis-server-report';
import { describe, expect, test } from 'vitest';

import type { Finding } from './finding.ts';
import { judgeCassandra } from './judge-cassandra.ts';
import { judgeClock } from './judge-clock.ts';
import { judgeKafka } from './judge-kafka.ts';
import { judgeRedis } from './judge-redis.ts';

const clock = { clockAheadMs: 10, clockErrorMs: 5 };
/** `level: message` of those that are not ok. */
const complaints = (findings: readonly Finding[]) =>
  findings.filter(({ level }) => level !== 'ok').map(({ level, message }) => `${level}: ${message}`);

describe('Cassandra', () => {
  const node = (n: number, version = '5.0.5') => ({ address: `10.0.0.${n}`, dataCenter: 'dc1', version });
  const good: CassandraClusterReport = {
    nodes: [node(1), node(2), node(3)],
    replicas: { dc1: 3 },
    schema: { applied: [1, 2], missing: [], unknown: [] },
    settings: { commitLogSync: 'group', paxosVariant: 'v2' },
    ...clock,
  };
  const config = { cassandraKeyspace: 'microchat', cassandraDataCenter: 'dc1', cassandraReplicas: 3 };
  const judge = (changed: Partial<CassandraClusterReport>) =>
    complaints(judgeCassandra({ ...good, ...changed }, config));

  test('three copies on three nodes, migrated: nothing to say', () => {
    expect(judge({})).toEqual([]);
    expect(judge({ settings: undefined })).toEqual([]);
    // The other two still have what one forgets.
    expect(judge({ settings: { commitLogSync: 'periodic', paxosVariant: 'v2' } })).toEqual([]);
  });

  test.each<[string, Partial<CassandraClusterReport>, RegExp]>([
    ['an old node', { nodes: [node(1), node(2, '4.1.3'), node(3)] }, /^problem: 3 nodes, version 4\.1\.3, 5\.0\.5/],
    ['no keyspace', { replicas: undefined }, /^problem: there is no keyspace microchat/],
    [
      'an old schema',
      { schema: { applied: [1], missing: ['add-groups'], unknown: [] } },
      /^problem: keyspace microchat lacks migrations: add-groups/,
    ],
    [
      'a newer schema',
      { schema: { applied: [1, 2, 9], missing: [], unknown: [9] } },
      /^warning: .* migrated by a newer version/,
    ],
    ['no copies here', { replicas: { dc2: 3 } }, /^problem: .* no copies in data center dc1, only in dc2/],
    ['too few nodes', { nodes: [node(1)] }, /^problem: 3 copies of every row on 1 node: writes need 2/],
    ['nodes elsewhere', { nodes: [node(1), { ...node(2), dataCenter: 'dc2' }] }, /^problem: 3 copies .* on 1 node:/],
    ['paxos v1', { settings: { commitLogSync: 'group', paxosVariant: 'v1' } }, /^warning: paxos_variant is v1/],
    ['another clock', { clockAheadMs: -5_000 }, /^warning: its clock is 5\.0 s behind/],
  ])('%s is said', (_, changed, complaint) => {
    expect(judge(changed)).toEqual([expect.stringMatching(complaint)]);
  });

  test('one copy is a risk, and a log that follows later makes it a larger one', () => {
    const findings = judge({
      nodes: [node(1)],
      replicas: { replication_factor: 1 },
      settings: { commitLogSync: 'periodic', paxosVariant: 'v2' },
    });
    expect(findings).toEqual([
      expect.stringContaining('1 copy of every row on 1 node: data is lost with its node'),
      expect.stringContaining('MICROCHAT_CASSANDRA_REPLICAS is 3, but the keyspace has 1'),
      expect.stringContaining('commitlog_sync is periodic'),
    ]);
  });

  test('two copies stop with one node', () => {
    expect(judge({ nodes: [node(1), node(2)], replicas: { dc1: 2 } })[0]).toContain('writes stop while one of two');
  });
});

describe('Kafka', () => {
  const topic: TopicReport = { partitions: 12, replicas: 3, minInSyncReplicas: 2, partitionsRefusing: 0 };
  const wishes = { topics: ['m.messages'], partitions: 12 };
  const judge = (changed: Partial<TopicReport> | 'missing', report: Partial<KafkaClusterReport> = {}) =>
    complaints(
      judgeKafka(
        {
          brokers: 3,
          defaults: { replicas: 3, minInSyncReplicas: 2 },
          topics: changed === 'missing' ? new Map() : new Map([['m.messages', { ...topic, ...changed }]]),
          ...report,
        },
        wishes,
      ),
    );

  test('two of three in sync: nothing to say', () => {
    expect(judge({})).toEqual([]);
  });

  test.each<[string, Partial<TopicReport> | 'missing', Partial<KafkaClusterReport>, RegExp]>([
    ['a missing topic', 'missing', {}, /^warning: topics are missing: m\.messages/],
    ['another partition count', { partitions: 6 }, {}, /^problem: .* MicroChat counts on 12/],
    ['too few in sync', { partitionsRefusing: 4 }, {}, /^problem: .* 4 partitions take no records/],
    [
      'more in sync than brokers',
      { minInSyncReplicas: 2, replicas: 2 },
      { brokers: 1 },
      /^problem: .* take no records/,
    ],
    ['few copies', { replicas: 1, minInSyncReplicas: 1 }, {}, /^warning: .* 1 copy, .* lost with a broker/],
    ['one copy counts', { minInSyncReplicas: 1 }, {}, /^warning: .* counts when one broker has it/],
    ['all copies count', { minInSyncReplicas: 3 }, {}, /^warning: .* one broker that is away stops events/],
  ])('%s is said', (_, changed, report, complaint) => {
    expect(judge(changed, report)).toEqual([expect.stringMatching(complaint)]);
  });

  test('topics that have the same are told together', () => {
    const few = { ...topic, replicas: 1, minInSyncReplicas: 1 };
    expect(
      judge(
        {},
        {
          topics: new Map([
            ['m.b', few],
            ['m.c', topic],
            ['m.a', few],
          ]),
        },
      ),
    ).toEqual([
      expect.stringContaining('topics are missing: m.messages'),
      expect.stringContaining('topics m.a, m.b: 12 partitions, 1 copy'),
    ]);
  });

  test('topics that could not be created are a problem', () => {
    expect(judge('missing', { brokers: 1 })).toEqual([
      expect.stringContaining('topics are missing'),
      expect.stringContaining('default.replication.factor is 3, more than there are brokers'),
    ]);
  });
});

describe('Redis', () => {
  const good: RedisServerReport = {
    version: '7.4.5',
    role: 'master',
    memoryMax: 0,
    evictionPolicy: 'noeviction',
    isCluster: false,
    keepsAppendOnlyFile: false,
    ...clock,
  };
  const judge = (changed: Partial<RedisServerReport>) => complaints(judgeRedis({ ...good, ...changed }));

  test('a primary that keeps what it has: nothing to say', () => {
    expect(judge({})).toEqual([]);
    // Without a limit nothing is evicted.
    expect(judge({ evictionPolicy: 'allkeys-lru' })).toEqual([]);
  });

  test.each<[string, Partial<RedisServerReport>, RegExp]>([
    ['a replica', { role: 'slave' }, /^problem: it is a slave and takes no writes/],
    ['a cluster', { isCluster: true }, /^problem: it is a cluster/],
    ['an old version', { version: '5.0.14' }, /^problem: version 5\.0\.14/],
    ['eviction', { memoryMax: 1, evictionPolicy: 'allkeys-lru' }, /^warning: maxmemory-policy is allkeys-lru/],
    ['another clock', { clockAheadMs: 60_000 }, /^warning: its clock is 60\.0 s ahead/],
  ])('%s is said', (_, changed, complaint) => {
    expect(judge(changed)).toEqual([expect.stringMatching(complaint)]);
  });
});

test('a slow answer does not make a clock wrong', () => {
  expect(judgeClock('x', { clockAheadMs: 2_500, clockErrorMs: 600 }).level).toBe('ok');
  expect(judgeClock('x', { clockAheadMs: 2_500, clockErrorMs: 100 }).level).toBe('warning');
});
