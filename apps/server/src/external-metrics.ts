import type { CassandraObserver } from '@microchat/adapters-cassandra/cassandra-observer';
import type { KafkaObserver } from '@microchat/adapters-kafka/kafka-observer';
import type { RedisObserver } from '@microchat/adapters-redis/redis-observer';
import type { EventPublisher } from '@microchat/event-publisher/event-publisher';
import type { PublisherObserver } from '@microchat/event-publisher/publisher-observer';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';

import { registerPublisherGauges } from './publisher-gauges.ts';
import { recordsObserver } from './records-metrics.ts';

/** What the engines outside this process, and the publisher between two of them, report to. */
export interface ExternalObservers {
  readonly cassandra: CassandraObserver;
  readonly kafka: KafkaObserver;
  readonly redis: RedisObserver;
  readonly publisher: PublisherObserver;
  /** Called once, when there is one. */
  publisherOpened(publisher: EventPublisher): void;
}

/** Counts everything, and logs what an operator should look at. */
export function externalObservers(metrics: Registry, logger: Logger): ExternalObservers {
  return {
    cassandra: cassandraObserver(metrics, logger),
    kafka: kafkaObserver(metrics, logger),
    redis: redisObserver(metrics, logger),
    publisher: publisherObserver(metrics, logger),
    publisherOpened: (publisher) => registerPublisherGauges(metrics, publisher),
  };
}

function cassandraObserver(metrics: Registry, logger: Logger): CassandraObserver {
  const count = outcomes(metrics, 'microchat_cassandra_calls_total', 'Calls of Cassandra by outcome');
  const rows = new Counter({ name: 'microchat_cassandra_rows_total', help: 'Rows committed', registers: [metrics] });
  return {
    committed(rowCount) {
      count('applied');
      rows.inc(rowCount);
    },
    conflicted: () => count('conflict'),
    writeFailed(error) {
      count('write_failed');
      logger.warn({ err: error }, 'Cassandra failed to write, or it is unknown whether it did');
    },
    readFailed(error) {
      count('read_failed');
      logger.warn({ err: error }, 'Cassandra failed to read');
    },
    refused: () => count('refused'),
    readSerially: () => count('read_serially'),
    driverLog: (level, message) => logger[level === 'error' ? 'error' : 'warn']({ cassandra: message }, 'Cassandra'),
  };
}

function kafkaObserver(metrics: Registry, logger: Logger): KafkaObserver {
  const appended = outcomes(metrics, 'microchat_kafka_appends_total', 'Records for Kafka by outcome');
  const count = outcomes(metrics, 'microchat_kafka_events_total', 'What happened to producer and consumers of Kafka');
  return {
    ...recordsObserver(metrics, logger),
    appended: (records) => appended('appended', records),
    appendRefused: (records) => appended('refused', records),
    appendExpired: (records) => appended('expired', records),
    producerRestarted(cause) {
      count('producer_restarted');
      logger.warn({ err: cause }, 'Kafka did not take a batch; it is sent again');
    },
    rebalanced(topic, group, partitions) {
      count('rebalanced');
      logger.info({ topic, group, partitions }, 'partitions were divided anew');
    },
    consumerRestarted(topic, group, cause) {
      count('consumer_restarted');
      logger.warn({ topic, group, err: cause }, 'a consumer is started again');
    },
    positionRepaired(topic, group, partition) {
      count('position_repaired');
      logger.warn({ topic, group, partition }, 'a consumer was sent back to records that it would have missed');
    },
    foreignRecord(topic, partition, offset) {
      count('foreign_record');
      logger.warn({ topic, partition, offset }, 'a record that is not ours is passed over');
    },
    // Mostly about what it tries again by itself; what is not mended that way is told by the others.
    clientLog: (_level, message, details) => logger.debug({ kafka: { message, ...details } }, 'Kafka'),
  };
}

function redisObserver(metrics: Registry, logger: Logger): RedisObserver {
  const count = outcomes(metrics, 'microchat_redis_events_total', 'What happened to calls and connections of Redis');
  return {
    connected() {
      count('connected');
      logger.info('connected to Redis');
    },
    disconnected: () => count('disconnected'),
    connectionFailed(error) {
      count('connection_failed');
      logger.warn({ err: error }, 'the connection to Redis failed and is opened again');
    },
    callFailed(call, error) {
      count('call_failed');
      logger.warn({ call, err: error }, 'Redis did not answer a call');
    },
    refused: () => count('refused'),
  };
}

function publisherObserver(metrics: Registry, logger: Logger): PublisherObserver {
  const count = outcomes(metrics, 'microchat_publisher_events_total', 'What happened between store and event log');
  const published = outcomes(metrics, 'microchat_publisher_published_total', 'Events appended to the log, by source');
  return {
    published(events, fromStore) {
      published('memory', events - fromStore);
      published('store', fromStore);
    },
    late: () => count('late'),
    appendFailed(cause) {
      count('append_failed');
      logger.warn({ err: cause }, 'events wait for the log');
    },
    refused: (bound) => count(`refused_${bound}`),
    overflowed: () => count('overflowed'),
    doubtful: () => count('doubtful'),
    settled: (partitions) => count('settled', partitions),
    fenced: () => count('fenced'),
    declaredDead() {
      count('declared_dead');
      logger.warn('another process gives no sign of life; its events are looked after');
    },
    incarnationLost() {
      count('incarnation_lost');
      logger.warn('other processes took this one for dead; it goes on under a new name');
    },
    swept: (partitions) => count('swept', partitions),
    failed(what, cause) {
      count(`${what}_failed`);
      logger.warn({ what, err: cause }, 'work of the event publisher failed and is tried again');
    },
  };
}

/** A counter by `outcome`. */
function outcomes(metrics: Registry, name: string, help: string): (outcome: string, by?: number) => void {
  const counter = new Counter({ name, help, labelNames: ['outcome'], registers: [metrics] });
  return (outcome, by = 1) => counter.inc({ outcome }, by);
}
