import { partitionOfKey } from '@microchat/engine-kit/partition-of-key';
import { EventLogUnavailableError } from '@microchat/ports/event-log';
import type { Timers } from '@microchat/ports/time';
import type { Admin } from 'kafkajs';
import type { KafkaConnections } from './kafka-connection.ts';
import { within } from './within.ts';

export interface KafkaTopicsOptions {
  readonly connections: KafkaConnections;
  readonly timers: Timers;
  /** Longest that looking for a topic or creating it may take. */
  readonly timeoutMs: number;
  /** Before the names of topics and consumer groups. A new partition count needs a new prefix. */
  readonly prefix: string;
  readonly partitions: number;
  readonly partitionsByTopic: Readonly<Record<string, number>>;
  /** Of new topics; -1 = as the brokers are configured. */
  readonly replicationFactor: number;
  /** Configuration of new topics, in the words of Kafka. */
  readonly topicConfig: Readonly<Record<string, string>>;
}

/** The topic exists with another number of partitions than configured: keys would be looked for in the wrong ones. */
export class TopicMismatchError extends Error {
  override readonly name = 'TopicMismatchError';
  readonly topic: string;

  constructor(topic: string, message: string) {
    super(message);
    this.topic = topic;
  }
}

/**
 * Names and partition counts of topics, which come from the configuration because callers ask for them while Kafka may be
 * away. A topic is created when it is first used, and refused if it exists with another count.
 */
export class KafkaTopics {
  readonly #options: KafkaTopicsOptions;
  readonly #ready = new Map<string, Promise<void>>();

  constructor(options: KafkaTopicsOptions) {
    this.#options = options;
  }

  partitionCount(topic: string): number {
    return this.#options.partitionsByTopic[topic] ?? this.#options.partitions;
  }

  partitionOf(topic: string, key: string): number {
    return partitionOfKey(key, this.partitionCount(topic));
  }

  kafkaName(topic: string): string {
    return this.#options.prefix + topic;
  }

  /** Groups of one name on several topics are apart: each has the offsets and the members of its topic only. */
  groupId(topic: string, group: string): string {
    return `${this.#options.prefix}${group}.${topic}`;
  }

  /**
   * Resolves when the topic exists.
   * @throws TopicMismatchError
   * @throws EventLogUnavailableError a later call tries again.
   */
  ensure(topic: string): Promise<void> {
    let ready = this.#ready.get(topic);
    if (ready === undefined) {
      ready = this.#ensureInTime(topic);
      this.#ready.set(topic, ready);
      ready.catch(() => this.#ready.delete(topic));
    }
    return ready;
  }

  async #ensureInTime(topic: string): Promise<void> {
    try {
      await within(this.#options.timers, this.#options.timeoutMs, this.#ensure(topic));
    } catch (error) {
      if (error instanceof TopicMismatchError) throw error;
      throw new EventLogUnavailableError(`topic ${topic} could not be found or created`, { cause: error });
    }
  }

  async #ensure(topic: string): Promise<void> {
    const connection = this.#options.connections.open();
    const admin = connection.kafka.admin();
    try {
      await admin.connect();
      await this.#create(admin, topic);
      await this.#verify(admin, topic);
    } finally {
      await connection.close(() => admin.disconnect());
    }
  }

  async #create(admin: Admin, topic: string): Promise<void> {
    const existing = await admin.listTopics();
    if (existing.includes(this.kafkaName(topic))) return;
    const configEntries = Object.entries(this.#options.topicConfig).map(([name, value]) => ({ name, value }));
    // False if somebody else was faster.
    await admin.createTopics({
      topics: [
        {
          topic: this.kafkaName(topic),
          numPartitions: this.partitionCount(topic),
          replicationFactor: this.#options.replicationFactor,
          configEntries,
        },
      ],
    });
  }

  async #verify(admin: Admin, topic: string): Promise<void> {
    const name = this.kafkaName(topic);
    const { topics } = await admin.fetchTopicMetadata({ topics: [name] });
    const found = topics.find((candidate) => candidate.name === name)?.partitions.length ?? 0;
    const configured = this.partitionCount(topic);
    if (found !== configured) {
      throw new TopicMismatchError(
        topic,
        `topic ${name} has ${found} partitions and is configured with ${configured}; ` +
          'records of a key must stay in their partition: configure what it has, or use another topic prefix',
      );
    }
  }
}
