import { SystemTimers } from '@microchat/adapters/system-time';
import { eventTopics } from '@microchat/core/topics';
import type { Config } from '@microchat/host/config/config';
import { type ExternalEngines, externalEngines } from '@microchat/host/config/engine-combination';

import { EngineUnreachableError } from './engine-unreachable-error.ts';
import { type EngineSecurity, engineSecurity } from './engine-security.ts';

/** Answers within this; Kafka's own retries included. */
const kafkaTimeoutMs = 20_000;

/**
 * Brings Cassandra's schema up to date and creates Kafka's topics, which servers would also do by themselves when they
 * start. Safe to run again, and beside running servers.
 * @param say takes lines for people
 * @throws EngineUnreachableError
 */
export async function migrate(config: Config, say: (line: string) => void): Promise<void> {
  const engines = externalEngines(config);
  if (engines === undefined) {
    say('Nothing to do: the embedded storage makes its own files (no CASSANDRA_CONTACT_POINTS).');
    return;
  }
  const security = engineSecurity(config);
  await migrateStore(config, engines, security, say);
  await createTopics(config, engines, security, say);
}

async function migrateStore(
  config: Config,
  { contactPoints }: ExternalEngines,
  security: EngineSecurity,
  say: (line: string) => void,
): Promise<void> {
  const { migrateCassandra } = await import('@microchat/adapters-cassandra/migrate');
  const { cassandraKeyspace: keyspace, cassandraDataCenter: localDataCenter } = config;
  try {
    const applied = await migrateCassandra({
      contactPoints,
      localDataCenter,
      keyspace,
      ...security.cassandra,
      timers: new SystemTimers(),
      startTimeoutMs: config.engineStartTimeoutMs,
      replicas: { [localDataCenter]: config.cassandraReplicas },
    });
    for (const name of applied) say(`Cassandra: keyspace ${keyspace}: migrated ${name}`);
    if (applied.length === 0) say(`Cassandra: keyspace ${keyspace} is up to date`);
  } catch (error) {
    throw new EngineUnreachableError('Cassandra', contactPoints.join(','), 'CASSANDRA_CONTACT_POINTS', error);
  }
}

async function createTopics(
  config: Config,
  { brokers }: ExternalEngines,
  security: EngineSecurity,
  say: (line: string) => void,
): Promise<void> {
  const [{ KafkaEventLog }, { reportKafkaCluster }] = await Promise.all([
    import('@microchat/adapters-kafka/kafka-event-log'),
    import('@microchat/adapters-kafka/kafka-cluster-report'),
  ]);
  const connection = { brokers, ...security.kafka, timers: new SystemTimers() };
  const topics = Object.values(eventTopics);
  const names = topics.map((topic) => config.kafkaPrefix + topic);
  const look = () =>
    reportKafkaCluster({ ...connection, topics: names, requestTimeoutMs: kafkaTimeoutMs, timeoutMs: kafkaTimeoutMs });
  const log = new KafkaEventLog({ ...connection, prefix: config.kafkaPrefix });
  try {
    const before = await look();
    await log.ensureTopics(topics);
    for (const [name, { partitions, replicas }] of (await look()).topics) {
      const what = before.topics.has(name) ? 'exists' : 'created';
      say(`Kafka: topic ${name} ${what}: ${partitions} partitions, ${replicas} ${replicas === 1 ? 'copy' : 'copies'}`);
    }
  } catch (error) {
    throw new EngineUnreachableError('Kafka', brokers.join(','), 'KAFKA_BROKERS', error);
  } finally {
    await log.close();
  }
}
