import { EventLogUnavailableError } from '@microchat/ports/event-log';
import type { Timers } from '@microchat/ports/time';
import { type Broker, type Cluster, type KafkaMessage, PartitionAssigners } from 'kafkajs';
import type { KafkaConnection, KafkaConnections } from './kafka-connection.ts';
import { DeadlineError, within } from './within.ts';

export interface KafkaQueriesOptions {
  readonly connections: KafkaConnections;
  readonly timers: Timers;
  /** Longest a query takes, its repetitions included. */
  readonly timeoutMs: number;
}

/** Offsets that a partition has: from `low` (inclusive, older ones were deleted) to `high` (exclusive). */
export interface OffsetRange {
  readonly low: number;
  readonly high: number;
}

export interface FetchedMessages {
  /** In order, the first at or after the offset asked for; not all that there are. */
  readonly messages: readonly KafkaMessage[];
  /** One above the last offset that consumers may see. */
  readonly high: number;
}

/** What one connection knows. */
interface Session {
  readonly connection: KafkaConnection;
  readonly cluster: Cluster;
  readonly coordinators: Map<string, Promise<Broker>>;
}

/** The parts of a fetch response that are used; kafkajs types it as any. */
interface FetchResponse {
  readonly responses: readonly {
    readonly partitions: readonly {
      readonly highWatermark: string;
      readonly messages: readonly (KafkaMessage & { readonly isControlRecord?: boolean })[];
    }[];
  }[];
}

const attemptsMax = 5;
const retryDelayMs = 100;
const fetchBytesMax = 1024 * 1024;

/** What a consumer wants to know. */
export type ConsumerQueries = Pick<KafkaQueries, 'committed' | 'offsetRanges' | 'fetch'>;

/**
 * Reads without a consumer group: offsets and records. The public client of kafkajs reads records only as a member of a
 * group, which takes seconds to join and disturbs others; but it hands a partition assigner its `Cluster`, which finds
 * leaders and coordinators and speaks to them. So this creates a consumer that never runs, for its cluster.
 * After a failure everything is forgotten and asked again over a new connection.
 */
export class KafkaQueries {
  readonly #options: KafkaQueriesOptions;
  #session: Promise<Session> | undefined;
  #closed = false;

  constructor(options: KafkaQueriesOptions) {
    this.#options = options;
  }

  /** By partition number. @throws EventLogUnavailableError */
  offsetRanges(topic: string): Promise<OffsetRange[]> {
    return this.#query(async ({ cluster }) => {
      await cluster.addTargetTopic(topic);
      await cluster.refreshMetadataIfNecessary();
      const partitions = cluster
        .findTopicPartitionMetadata(topic)
        .map(({ partitionId }) => ({ partition: partitionId }));
      const [lows, highs] = await Promise.all(
        [true, false].map(async (fromBeginning) => {
          const [offsets] = await cluster.fetchTopicsOffset([{ topic, partitions, fromBeginning }]);
          return new Map(offsets?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
        }),
      );
      return partitions.map((_, partition) => ({ low: lows?.get(partition) ?? 0, high: highs?.get(partition) ?? 0 }));
    });
  }

  /** By partition number; undefined if the group never committed there. @throws EventLogUnavailableError */
  committed(topic: string, groupId: string, partitionCount: number): Promise<(number | undefined)[]> {
    return this.#query(async ({ cluster, coordinators }) => {
      let finding = coordinators.get(groupId);
      if (finding === undefined) {
        finding = cluster.findGroupCoordinator({ groupId });
        coordinators.set(groupId, finding);
      }
      const coordinator = await finding;
      const partitions = Array.from({ length: partitionCount }, (_, partition) => ({ partition, offset: '' }));
      const { responses } = await coordinator.offsetFetch({ groupId, topics: [{ topic, partitions }] });
      const offsets: (number | undefined)[] = partitions.map(() => undefined);
      for (const { partition, offset } of responses[0]?.partitions ?? []) {
        // -1: never; other negative ones stand for "from the beginning".
        if (Number(offset) >= 0) offsets[partition] = Number(offset);
      }
      return offsets;
    });
  }

  /** Some records from `offset` on. Starts at the oldest record if that one is younger. @throws EventLogUnavailableError */
  async fetch(topic: string, partition: number, offset: number): Promise<FetchedMessages> {
    try {
      return await this.#query((session) => fetchFrom(session.cluster, topic, partition, offset));
    } catch (error) {
      if (!isOutOfRange(error)) throw error;
    }
    const range = (await this.offsetRanges(topic))[partition];
    if (range === undefined || offset >= range.high) return { messages: [], high: range?.high ?? 0 };
    return this.#query((session) => fetchFrom(session.cluster, topic, partition, range.low));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#forget(this.#session);
  }

  async #query<T>(ask: (session: Session) => Promise<T>): Promise<T> {
    try {
      return await within(this.#options.timers, this.#options.timeoutMs, this.#repeat(ask));
    } catch (error) {
      if (isOutOfRange(error)) throw error;
      if (error instanceof DeadlineError) this.#renew();
      throw new EventLogUnavailableError('Kafka did not answer', { cause: error });
    }
  }

  async #repeat<T>(ask: (session: Session) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      if (this.#closed) throw new Error('the event log is closed');
      this.#session ??= this.#open();
      const session = this.#session;
      try {
        return await ask(await session);
      } catch (error) {
        if (isOutOfRange(error)) throw error;
        if (this.#session === session) this.#renew();
        if (attempt === attemptsMax) throw error;
      }
      await new Promise<void>((resolve) => {
        this.#options.timers.after(retryDelayMs * 2 ** (attempt - 1), resolve);
      });
    }
  }

  /** The next query opens a new connection. */
  #renew(): void {
    void this.#forget(this.#session);
    this.#session = undefined;
  }

  async #open(): Promise<Session> {
    const connection = this.#options.connections.open();
    const cluster = clusterOf(connection);
    try {
      await cluster.connect();
      await cluster.refreshMetadata();
    } catch (error) {
      await connection.close(() => cluster.disconnect());
      throw error;
    }
    return { connection, cluster, coordinators: new Map() };
  }

  async #forget(opening: Promise<Session> | undefined): Promise<void> {
    const session = await opening?.catch(() => undefined);
    await session?.connection.close(() => session.cluster.disconnect());
  }
}

function clusterOf({ kafka }: KafkaConnection): Cluster {
  let cluster: Cluster | undefined;
  kafka.consumer({
    groupId: 'never-joined',
    allowAutoTopicCreation: false,
    partitionAssigners: [
      (config) => {
        ({ cluster } = config);
        return PartitionAssigners.roundRobin(config);
      },
    ],
  });
  if (cluster === undefined) throw new Error('kafkajs did not make its assigners');
  return cluster;
}

async function fetchFrom(cluster: Cluster, topic: string, partition: number, offset: number): Promise<FetchedMessages> {
  await cluster.addTargetTopic(topic);
  await cluster.refreshMetadataIfNecessary();
  const [nodeId] = Object.keys(cluster.findLeaderForPartitions(topic, [partition]));
  if (nodeId === undefined) throw new RangeError(`topic ${topic} has no partition ${partition}`);
  const broker = await cluster.findBroker({ nodeId });
  const { responses } = (await broker.fetch({
    // Answers at once, with nothing if there is nothing.
    maxWaitTime: 0,
    minBytes: 0,
    maxBytes: fetchBytesMax,
    topics: [{ topic, partitions: [{ partition, fetchOffset: String(offset), maxBytes: fetchBytesMax }] }],
  })) as FetchResponse;
  const found = responses[0]?.partitions[0];
  // A batch of records comes whole, from before the offset.
  const messages = found?.messages.filter(
    (message) => message.isControlRecord !== true && Number(message.offset) >= offset,
  );
  return { messages: messages ?? [], high: Number(found?.highWatermark ?? 0) };
}

function isOutOfRange(error: unknown): boolean {
  return (error as { type?: unknown } | undefined)?.type === 'OFFSET_OUT_OF_RANGE';
}
