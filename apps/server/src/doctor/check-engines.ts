import type { SystemClock, SystemTimers } from '@microchat/adapters/system-time';
import { eventTopics } from '@microchat/core/topics';
import type { Config } from '@microchat/host/config/config';
import { type ExternalEngines, externalEngines } from '@microchat/host/config/engine-combination';

import { type EngineSecurity, engineSecurity } from '../engine-security.ts';
import { type FailureKind, failureKind, failureReason } from '../failure-reason.ts';
import { type Findings, findingsAbout } from './finding.ts';
import { judgeCassandra } from './judge-cassandra.ts';
import { judgeKafka } from './judge-kafka.ts';
import { judgeRedis } from './judge-redis.ts';
import type { Check } from './run-checks.ts';

/** Real ones. */
export interface Time {
  readonly clock: SystemClock;
  readonly timers: SystemTimers;
}

/** Longest wait for a connection or for an answer; several of them have room in the whole run. */
const answerTimeoutMs = 2_000;
/** For clients that try again by themselves. */
const giveUpAfterMs = 4_000;
const kafkaTimeoutMs = 6_000;

/** One check an engine; none with the embedded storage. @throws ConfigError a certificate authority can't be read */
export function engineChecks(config: Config, time: Time): Check[] {
  const engines = externalEngines(config);
  if (engines === undefined) return [];
  const security = engineSecurity(config);
  return [
    {
      subject: 'Cassandra',
      variable: 'CASSANDRA_CONTACT_POINTS',
      run: () => checkCassandra(config, engines, security, time),
    },
    { subject: 'Kafka', variable: 'KAFKA_BROKERS', run: () => checkKafka(config, engines, security, time) },
    { subject: 'Redis', variable: 'REDIS_URL', run: () => checkRedis(engines, security, time) },
  ];
}

async function checkCassandra(
  config: Config,
  { contactPoints }: ExternalEngines,
  security: EngineSecurity,
  time: Time,
): Promise<Findings> {
  const { reportCassandraCluster } = await import('@microchat/adapters-cassandra/cassandra-cluster-report');
  try {
    const report = await reportCassandraCluster({
      contactPoints,
      localDataCenter: config.cassandraDataCenter,
      keyspace: config.cassandraKeyspace,
      ...security.cassandra,
      ...time,
      startTimeoutMs: giveUpAfterMs - answerTimeoutMs,
      connectTimeoutMs: answerTimeoutMs,
      requestTimeoutMs: answerTimeoutMs,
    });
    return judgeCassandra(report, config);
  } catch (error) {
    return unusable('Cassandra', contactPoints.join(','), error, {
      login: 'CASSANDRA_USERNAME and CASSANDRA_PASSWORD',
      certificate:
        'CASSANDRA_CA: the authority of the nodes’ certificates, which name their addresses or contact points',
      dataCenter: 'MICROCHAT_CASSANDRA_DATA_CENTER: the data center that nodetool status shows',
      unreachable: 'start it, or correct CASSANDRA_CONTACT_POINTS; does it want TLS (CASSANDRA_CA)?',
    });
  }
}

async function checkKafka(
  config: Config,
  { brokers }: ExternalEngines,
  security: EngineSecurity,
  { timers }: Time,
): Promise<Findings> {
  const [{ reportKafkaCluster }, { topicPartitions }] = await Promise.all([
    import('@microchat/adapters-kafka/kafka-cluster-report'),
    import('@microchat/adapters-kafka/kafka-event-log'),
  ]);
  const topics = Object.values(eventTopics).map((topic) => config.kafkaPrefix + topic);
  try {
    const report = await reportKafkaCluster({
      brokers,
      ...security.kafka,
      timers,
      topics,
      requestTimeoutMs: answerTimeoutMs,
      timeoutMs: kafkaTimeoutMs,
    });
    return judgeKafka(report, { topics, partitions: topicPartitions });
  } catch (error) {
    return unusable('Kafka', brokers.join(','), error, {
      login: 'KAFKA_USERNAME, KAFKA_PASSWORD and KAFKA_SASL_MECHANISM',
      certificate: 'KAFKA_CA: the authority of the brokers’ certificates, which name what the brokers advertise',
      unreachable: 'start it, or correct KAFKA_BROKERS; does it want TLS (KAFKA_CA) or a user (KAFKA_USERNAME)?',
    });
  }
}

async function checkRedis({ redisUrl }: ExternalEngines, security: EngineSecurity, { clock }: Time): Promise<Findings> {
  const { reportRedisServer } = await import('@microchat/adapters-redis/redis-server-report');
  try {
    return judgeRedis(await reportRedisServer({ url: redisUrl, ...security.redis, timeoutMs: answerTimeoutMs, clock }));
  } catch (error) {
    return unusable('Redis', new URL(redisUrl).host, error, {
      login: 'user and password in REDIS_URL',
      certificate: 'REDIS_CA: the authority of its certificate, which names the host in REDIS_URL',
      unreachable: 'start it, or correct REDIS_URL; does it want TLS (rediss:)?',
    });
  }
}

function unusable(
  engine: string,
  address: string,
  error: unknown,
  advice: Readonly<Partial<Record<FailureKind, string>>> & { readonly unreachable: string },
): Findings {
  const what = advice[failureKind(error)] ?? advice.unreachable;
  return [findingsAbout(engine).problem(`${address} cannot be used: ${failureReason(error)}`, what)];
}
