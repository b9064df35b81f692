import { type Message, type Producer, type TopicMessages } from 'kafkajs';
import type { KafkaConnection, KafkaConnections } from './kafka-connection.ts';
import { type KafkaTopics, TopicMismatchError } from './kafka-topics.ts';
import type { EncodedRecord } from './record-codec.ts';
import type { ProducerIncarnation, SendFailure } from './record-sender.ts';

/** A producer with an identity of its own: what it repeats is written once. */
export class KafkaProducer implements ProducerIncarnation {
  readonly #connection: KafkaConnection;
  readonly #producer: Producer;
  readonly #topics: KafkaTopics;

  static async open(connections: KafkaConnections, topics: KafkaTopics): Promise<KafkaProducer> {
    const connection = connections.open();
    const producer = connection.kafka.producer({
      idempotent: true,
      // The sequence numbers of an idempotent producer of kafkajs are right only one request at a time.
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner:
        () =>
        ({ message }) =>
          message.partition ?? 0,
    });
    try {
      await producer.connect();
    } catch (error) {
      await connection.close(() => producer.disconnect());
      throw error;
    }
    return new KafkaProducer(connection, producer, topics);
  }

  private constructor(connection: KafkaConnection, producer: Producer, topics: KafkaTopics) {
    this.#connection = connection;
    this.#producer = producer;
    this.#topics = topics;
  }

  async send(records: readonly EncodedRecord[]): Promise<void> {
    const byTopic = new Map<string, Message[]>();
    for (const record of records) {
      const messages = byTopic.get(record.topic);
      if (messages === undefined) byTopic.set(record.topic, [record]);
      else messages.push(record);
    }
    const topicMessages: TopicMessages[] = [];
    for (const [topic, messages] of byTopic) {
      await this.#topics.ensure(topic);
      topicMessages.push({ topic: this.#topics.kafkaName(topic), messages });
    }
    // -1: when every replica in sync has them.
    await this.#producer.sendBatch({ acks: -1, topicMessages });
  }

  close(): Promise<void> {
    return this.#connection.close(() => this.#producer.disconnect());
  }
}

const tooLarge = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);

/** Everything is tried again by a new producer, out-of-order sequences and fencing included, but for what can't change. */
export function judgeSendFailure(cause: unknown): SendFailure {
  if (cause instanceof TopicMismatchError) return { kind: 'topicRefused', topic: cause.topic };
  for (let error = cause; error instanceof Error; error = error.cause) {
    if (tooLarge.has((error as { type?: string }).type ?? '')) return { kind: 'tooLarge' };
  }
  return { kind: 'again' };
}
