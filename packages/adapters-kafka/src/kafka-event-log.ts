import {
  type Consumer,
  type EventLog,
  EventLogUnavailableError,
  type LogRecord,
  type NewRecord,
  type Subscription,
} from '@microchat/ports/event-log';
import type { Timers } from '@microchat/ports/time';
import type { KafkaConfig } from 'kafkajs';
import { GroupConsumer } from './group-consumer.ts';
import { KafkaConnections } from './kafka-connection.ts';
import type { KafkaCredentials } from './kafka-credentials.ts';
import type { KafkaObserver } from './kafka-observer.ts';
import { judgeSendFailure, KafkaProducer } from './kafka-producer.ts';
import { KafkaQueries } from './kafka-queries.ts';
import { KafkaTopics } from './kafka-topics.ts';
import { decodeRecord, encodeRecord } from './record-codec.ts';
import { RecordSender } from './record-sender.ts';
import { RunningKeys } from './running-keys.ts';
import { SharedRequests } from './shared-requests.ts';

export interface KafkaEventLogOptions {
  /** `host:port` of some brokers. */
  readonly brokers: readonly string[];
  readonly timers: Timers;
  readonly observer?: KafkaObserver;
  readonly clientId?: string;
  readonly ssl?: KafkaConfig['ssl'];
  readonly sasl?: KafkaCredentials;
  /** Before the names of topics and groups. Default 'microchat.'. */
  readonly prefix?: string;
  /** Partitions of every topic. Fixed for a prefix: records of a key must stay in their partition. Default `topicPartitions`. */
  readonly partitions?: number;
  readonly partitionsByTopic?: Readonly<Record<string, number>>;
  /** Of topics that are created. Default: as the brokers are configured. */
  readonly replicationFactor?: number;
  /** Configuration of topics that are created. Default: records are kept for 7 days. */
  readonly topicConfig?: Readonly<Record<string, string>>;
  /** Longest wait for one answer of a broker. Default 10 000. */
  readonly requestTimeoutMs?: number;
  /** A member of a group that was silent for this long loses its partitions. Default 10 000. */
  readonly sessionTimeoutMs?: number;
  /** Done records are committed at most this often; after a crash those since then come again. Default 100. */
  readonly commitEveryMs?: number;
  /** Records that wait to be sent; past it `append` is refused. Default 50 000. */
  readonly queueRecordsMax?: number;
  /** Their bytes. Default 32 MiB. */
  readonly queueBytesMax?: number;
  /** An append that waited this long fails, and all behind it. Default 30 000. */
  readonly appendTimeoutMs?: number;
  /** How often consumers are checked for standing still, and how long they may be silent. Default 10 000 and 30 000. */
  readonly watchdog?: { readonly checkEveryMs: number; readonly silenceMaxMs: number };
}

/** Of every topic, unless told otherwise. */
export const topicPartitions = 12;
const keptForMs = 7 * 24 * 60 * 60 * 1000;
const drainTimeoutMs = 10_000;
const ensureAttemptsMax = 5;
const ensureAgainMs = 200;

/**
 * The event log on Kafka. Needs no connection to begin with: while Kafka is away appends wait in a bounded queue,
 * consumers go on trying, and queries fail with `EventLogUnavailableError`.
 *
 *     const eventLog = new KafkaEventLog({ brokers: ['kafka-1:9092'], timers });
 *     await eventLog.append([{ topic: 'messages', key: 's~alice~bob', sequence: 12, value }]);
 *     await eventLog.close();
 */
export class KafkaEventLog implements EventLog {
  readonly #options: KafkaEventLogOptions;
  readonly #connections: KafkaConnections;
  readonly #topics: KafkaTopics;
  readonly #sender: RecordSender;
  readonly #queries: KafkaQueries;
  readonly #offsetRequests = new SharedRequests<number[]>();
  readonly #consumers = new Map<string, GroupConsumer>();

  constructor(options: KafkaEventLogOptions) {
    const { timers, observer = {} } = options;
    const requestTimeoutMs = options.requestTimeoutMs ?? 10_000;
    this.#options = options;
    this.#connections = new KafkaConnections({ clientId: 'microchat', ...options, requestTimeoutMs, observer });
    this.#topics = new KafkaTopics({
      connections: this.#connections,
      timers,
      timeoutMs: requestTimeoutMs,
      prefix: options.prefix ?? 'microchat.',
      partitions: options.partitions ?? topicPartitions,
      partitionsByTopic: options.partitionsByTopic ?? {},
      replicationFactor: options.replicationFactor ?? -1,
      topicConfig: options.topicConfig ?? { 'retention.ms': String(keptForMs) },
    });
    this.#queries = new KafkaQueries({ connections: this.#connections, timers, timeoutMs: requestTimeoutMs });
    this.#sender = new RecordSender({
      open: () => KafkaProducer.open(this.#connections, this.#topics),
      judge: judgeSendFailure,
      timers,
      queueRecordsMax: options.queueRecordsMax ?? 50_000,
      queueBytesMax: options.queueBytesMax ?? 32 * 1024 * 1024,
      appendTimeoutMs: options.appendTimeoutMs ?? 30_000,
      appended: (records) => observer.appended?.(records),
      refused: (records) => observer.appendRefused?.(records),
      expired: (records) => observer.appendExpired?.(records),
      restarted: (cause) => observer.producerRestarted?.(cause),
    });
  }

  partitionCount(topic: string): number {
    return this.#topics.partitionCount(topic);
  }

  partitionOf(topic: string, key: string): number {
    return this.#topics.partitionOf(topic, key);
  }

  /**
   * Creates those topics that do not exist, as their first use would.
   * @throws TopicMismatchError
   * @throws EventLogUnavailableError
   */
  async ensureTopics(topics: readonly string[]): Promise<void> {
    for (const topic of topics) {
      // oxlint-disable-next-line no-await-in-loop -- creations side by side make brokers forget each other for a moment
      await this.#ensureTopic(topic, 1);
    }
  }

  /** A topic that was just created is not known everywhere. */
  async #ensureTopic(topic: string, attempt: number): Promise<void> {
    try {
      await this.#topics.ensure(topic);
    } catch (error) {
      if (!(error instanceof EventLogUnavailableError) || attempt === ensureAttemptsMax) throw error;
      await new Promise<void>((resolve) => {
        this.#options.timers.after(ensureAgainMs, resolve);
      });
      await this.#ensureTopic(topic, attempt + 1);
    }
  }

  /**
   * Waits while Kafka is away.
   * @throws EventLogUnavailableError refused because too many wait (nothing was taken), or given up after
   *   `appendTimeoutMs` (some records may have reached the log, or may still): everything that waited behind it is given up
   *   with it, so whoever repeats his appends in order keeps the order per key.
   * @throws TopicMismatchError the topic exists with another number of partitions.
   * @throws RangeError a record is larger than 768 KiB.
   */
  append(records: readonly NewRecord[]): Promise<void> {
    return this.#sender.append(
      records.map((record) => encodeRecord(record, this.partitionOf(record.topic, record.key))),
    );
  }

  /** Resolves at once; joining the group goes on in the background for as long as it takes. */
  async subscribe(subscription: Subscription): Promise<Consumer> {
    const { topic, group } = subscription;
    const groupId = this.#topics.groupId(topic, group);
    if (this.#consumers.has(groupId)) throw new Error(`group ${group} already consumes topic ${topic} in this process`);
    const consumer = new GroupConsumer({
      subscription,
      connections: this.#connections,
      kafkaTopic: this.#topics.kafkaName(topic),
      groupId,
      partitionCount: this.partitionCount(topic),
      queries: this.#queries,
      runningKeys: new RunningKeys(),
      timers: this.#options.timers,
      observer: this.#options.observer ?? {},
      commitEveryMs: this.#options.commitEveryMs ?? 100,
      sessionTimeoutMs: this.#options.sessionTimeoutMs ?? 10_000,
      watchdog: this.#options.watchdog ?? { checkEveryMs: 10_000, silenceMaxMs: 30_000 },
      ensureTopic: () => this.#topics.ensure(topic),
      ended: () => void this.#consumers.delete(groupId),
    });
    this.#consumers.set(groupId, consumer);
    return consumer;
  }

  /** Callers at the same time share requests, but none gets an answer older than its call. */
  committedOffsets(topic: string, group: string): Promise<number[]> {
    const groupId = this.#topics.groupId(topic, group);
    return this.#offsetRequests.ask(groupId, async () => {
      const kafkaTopic = this.#topics.kafkaName(topic);
      const committed = await this.#queries.committed(kafkaTopic, groupId, this.partitionCount(topic));
      return committed.map((offset) => offset ?? 0);
    });
  }

  async read(topic: string, partition: number, offset: number, limit: number): Promise<LogRecord[]> {
    await this.#topics.ensure(topic);
    const records: LogRecord[] = [];
    for (let next = offset; records.length < limit; ) {
      const { messages, high } = await this.#queries.fetch(this.#topics.kafkaName(topic), partition, next);
      for (const message of messages) {
        const record = decodeRecord(partition, message);
        if (record !== undefined && records.length < limit) records.push(record);
      }
      const last = messages.at(-1);
      if (last === undefined || Number(last.offset) + 1 >= high) break;
      next = Number(last.offset) + 1;
    }
    return records;
  }

  /** Stops the consumers, sends what waits, at most for a while each, and closes every connection. */
  async close(): Promise<void> {
    await Promise.all([...this.#consumers.values()].map((consumer) => consumer.stop()));
    await this.#sender.close(drainTimeoutMs);
    await this.#queries.close();
    this.#connections.sever();
  }

  /** Ends it at once, as a crash of the process would: nothing is sent or committed any more, no group is left. */
  abandon(): void {
    this.#connections.sever();
    for (const consumer of this.#consumers.values()) void consumer.stop(0);
    void this.#sender.close(0);
    void this.#queries.close();
  }
}
