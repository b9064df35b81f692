import type { OpenCassandra } from '@microchat/adapters-cassandra/open-cassandra';
import type { KafkaEventLog } from '@microchat/adapters-kafka/kafka-event-log';
import type { OpenRedis } from '@microchat/adapters-redis/open-redis';
import type { EventPublisher } from '@microchat/event-publisher/event-publisher';
import type { Config } from '@microchat/host/config/config';
import type { ExternalEngines } from '@microchat/host/config/engine-combination';
import type { PortProvider } from '@microchat/host/port-provider';
import type { EventLog } from '@microchat/ports/event-log';
import { type KvStore, kvEngineLimits } from '@microchat/ports/kv-store';
import type { Presence } from '@microchat/ports/presence';
import type { Random, Timers } from '@microchat/ports/time';
import type { Logger } from 'pino';

import type { EngineSecurity } from './engine-security.ts';
import { EngineUnreachableError } from './engine-unreachable-error.ts';
import type { ExternalObservers } from './external-metrics.ts';

export interface ExternalPortsOptions {
  readonly engines: ExternalEngines;
  readonly config: Pick<
    Config,
    | 'cassandraDataCenter'
    | 'cassandraKeyspace'
    | 'cassandraReplicas'
    | 'kafkaPrefix'
    | 'redisPrefix'
    | 'engineStartTimeoutMs'
  >;
  readonly security: EngineSecurity;
  readonly timers: Timers;
  readonly random: Random;
  readonly logger: Logger;
  readonly observers: ExternalObservers;
}

/** What is published within this at the end needs nobody else's care. */
const publisherDrainMs = 3_000;

/**
 * Cassandra, Kafka and Redis. Store and log become one store whose commits have events by the event publisher. Each
 * engine, and its client library, is loaded when the first module asks for its port.
 */
export class ExternalPorts implements PortProvider {
  readonly #options: ExternalPortsOptions;
  #store: Promise<OpenStore> | undefined;
  #log: Promise<KafkaEventLog> | undefined;
  #redis: Promise<OpenRedis> | undefined;

  constructor(options: ExternalPortsOptions) {
    this.#options = options;
  }

  /** @throws EngineUnreachableError */
  async kv(): Promise<KvStore> {
    this.#store ??= this.#openStore();
    return (await this.#store).publisher.kv;
  }

  /** Kafka may be away. */
  eventLog(): Promise<EventLog> {
    return this.#openLog();
  }

  /** @throws EngineUnreachableError */
  async presence(): Promise<Presence> {
    this.#redis ??= this.#openRedis();
    return (await this.#redis).presence;
  }

  /** The publisher first: it writes to the log and to the store. */
  async close(): Promise<void> {
    const store = await this.#store?.catch(() => undefined);
    await store?.publisher.stop(publisherDrainMs);
    const log = await this.#log;
    const redis = await this.#redis?.catch(() => undefined);
    await Promise.all([log?.close(), redis?.close(), store?.cassandra.close()]);
  }

  async #openStore(): Promise<OpenStore> {
    const { timers, random, observers } = this.#options;
    const [cassandra, eventLog, { EventPublisher }] = await Promise.all([
      this.#openCassandra(),
      this.#openLog(),
      import('@microchat/event-publisher/event-publisher'),
    ]);
    const publisher = new EventPublisher({
      kv: cassandra.kv,
      eventLog,
      timers,
      random,
      observer: observers.publisher,
    });
    observers.publisherOpened(publisher);
    publisher.start();
    return { cassandra, publisher };
  }

  /** A keyspace that is missing or old is migrated; processes that start together do it one after the other. */
  async #openCassandra(): Promise<OpenCassandra> {
    const { engines, config, security, timers, logger, observers } = this.#options;
    const [{ openCassandra }, { migrateCassandra }, { SchemaOutdatedError }] = await Promise.all([
      import('@microchat/adapters-cassandra/open-cassandra'),
      import('@microchat/adapters-cassandra/migrate'),
      import('@microchat/adapters-cassandra/schema-state'),
    ]);
    const { cassandraKeyspace: keyspace, cassandraDataCenter: localDataCenter } = config;
    const options = {
      contactPoints: engines.contactPoints,
      localDataCenter,
      keyspace,
      ...security.cassandra,
      timers,
      startTimeoutMs: config.engineStartTimeoutMs,
      observer: observers.cassandra,
      // The publisher adds rows of its own to the commits of the services.
      commitLimits: kvEngineLimits,
    };
    try {
      return await openCassandra(options).catch(async (error: unknown) => {
        if (!(error instanceof SchemaOutdatedError)) throw error;
        const replicas = { [localDataCenter]: config.cassandraReplicas };
        const applied = await migrateCassandra({ ...options, replicas });
        logger.info({ keyspace, migrations: applied }, 'migrated the keyspace');
        return openCassandra(options);
      });
    } catch (error) {
      throw new EngineUnreachableError('Cassandra', engines.contactPoints.join(','), 'CASSANDRA_CONTACT_POINTS', error);
    }
  }

  #openLog(): Promise<KafkaEventLog> {
    const { engines, config, security, timers, observers } = this.#options;
    this.#log ??= import('@microchat/adapters-kafka/kafka-event-log').then(
      ({ KafkaEventLog }) =>
        new KafkaEventLog({
          brokers: engines.brokers,
          ...security.kafka,
          prefix: config.kafkaPrefix,
          timers,
          observer: observers.kafka,
        }),
    );
    return this.#log;
  }

  async #openRedis(): Promise<OpenRedis> {
    const { engines, config, security, timers, observers } = this.#options;
    const { openRedis } = await import('@microchat/adapters-redis/open-redis');
    try {
      return await openRedis({
        url: engines.redisUrl,
        ...security.redis,
        keyPrefix: config.redisPrefix,
        startTimeoutMs: config.engineStartTimeoutMs,
        timers,
        observer: observers.redis,
      });
    } catch (error) {
      throw new EngineUnreachableError('Redis', new URL(engines.redisUrl).host, 'REDIS_URL', error);
    }
  }
}

interface OpenStore {
  readonly cassandra: OpenCassandra;
  readonly publisher: EventPublisher;
}
