import type { Timers } from '@microchat/ports/time';
import { type Consumer, type EachBatchPayload, type PartitionAssigner, PartitionAssigners } from 'kafkajs';
import type { KafkaConnection, KafkaConnections } from './kafka-connection.ts';

export interface GroupMemberOptions {
  readonly connections: KafkaConnections;
  readonly kafkaTopic: string;
  readonly groupId: string;
  /** After this long without a heartbeat the group gives our partitions to others. */
  readonly sessionTimeoutMs: number;
  readonly timers: Timers;
  /** The group gave us these. */
  joined(partitions: readonly number[]): void;
  /** The group is about to be joined again: what we had is not ours any more. Called synchronously before. */
  revoked(): void;
  take(payload: EachBatchPayload): Promise<void>;
  /** It will not go on by itself. */
  lost(cause: unknown): void;
}

/** A fetch waits this long for records; a paused partition that is resumed, too. */
const fetchWaitMs = 100;
/** A heartbeat this long after joining began belongs to the generation that was left. */
const joinPatienceMs = 2_000;
const fetchBytesMax = 4 * 1024 * 1024;
const partitionFetchBytesMax = 1024 * 1024;

/** One life of a member of a consumer group: kafkajs joins, heartbeats and fetches. Whatever goes wrong, it is closed. */
export class GroupMember {
  readonly #options: GroupMemberOptions;
  readonly #connection: KafkaConnection;
  readonly #consumer: Consumer;
  #signMs: number;
  #heartbeatMs = Number.NEGATIVE_INFINITY;
  /** Since when it is between two generations. */
  #outsideSinceMs: number | undefined;

  constructor(options: GroupMemberOptions) {
    const { connections, groupId, sessionTimeoutMs, timers } = options;
    this.#options = options;
    this.#signMs = timers.monotonicMs();
    this.#connection = connections.open();
    this.#consumer = this.#connection.kafka.consumer({
      groupId,
      sessionTimeout: sessionTimeoutMs,
      // Members notice a rebalance at their next heartbeat and never hold it up, see `revoked`.
      heartbeatInterval: Math.min(1_000, sessionTimeoutMs / 3),
      rebalanceTimeout: Math.max(sessionTimeoutMs, 10_000),
      maxWaitTimeInMs: fetchWaitMs,
      maxBytes: fetchBytesMax,
      maxBytesPerPartition: partitionFetchBytesMax,
      allowAutoTopicCreation: false,
      partitionAssigners: [announceJoins(() => this.#leftGeneration())],
      // Starting again is up to the owner, who does it for every cause and with a new connection.
      retry: { retries: 4, restartOnFailure: async () => false },
    });
    this.#listen();
  }

  /** @throws if the first contact fails. After it `lost` tells. */
  async start(): Promise<void> {
    const { kafkaTopic, take } = this.#options;
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: [kafkaTopic], fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: (payload) => {
        this.#sign();
        return take(payload);
      },
    });
  }

  /** The session lives: our last heartbeat was answered within its time. */
  isAlive(): boolean {
    // The broker's clock of the session started a little before its answer was here.
    return this.#options.timers.monotonicMs() - this.#heartbeatMs < this.#options.sessionTimeoutMs * 0.9;
  }

  /** Since it fetched, joined or sent a heartbeat, or since it began to join. */
  get silentMs(): number {
    return this.#options.timers.monotonicMs() - Math.min(this.#signMs, this.#outsideSinceMs ?? Infinity);
  }

  seek(partition: number, offset: number): void {
    this.#consumer.seek({ topic: this.#options.kafkaTopic, partition, offset: String(offset) });
  }

  /** Leaves the group, if that is quick. Never rejects. */
  close(): Promise<void> {
    return this.#connection.close(() => this.#consumer.disconnect());
  }

  #listen(): void {
    const { FETCH_START, FETCH, HEARTBEAT, GROUP_JOIN, CRASH } = this.#consumer.events;
    this.#consumer.on(FETCH_START, () => this.#sign());
    this.#consumer.on(FETCH, () => this.#sign());
    this.#consumer.on(HEARTBEAT, () => this.#heartbeat());
    this.#consumer.on(CRASH, ({ payload }) => this.#options.lost(payload.error));
    this.#consumer.on(GROUP_JOIN, ({ payload }) => {
      this.#outsideSinceMs = undefined;
      this.#heartbeat();
      // What was paused belongs to the time before.
      this.#consumer.resume([{ topic: this.#options.kafkaTopic }]);
      this.#options.joined(payload.memberAssignment[this.#options.kafkaTopic] ?? []);
    });
  }

  #sign(): void {
    this.#signMs = this.#options.timers.monotonicMs();
  }

  #heartbeat(): void {
    this.#sign();
    this.#heartbeatMs = this.#signMs;
    // A join that failed early leaves kafkajs in its old generation, and it goes on with what we gave up.
    if (this.#outsideSinceMs !== undefined && this.#signMs - this.#outsideSinceMs > joinPatienceMs) {
      this.#options.lost(new Error('the member went on without having joined again'));
    }
  }

  #leftGeneration(): void {
    this.#outsideSinceMs ??= this.#options.timers.monotonicMs();
    this.#options.revoked();
  }
}

/**
 * kafkajs does not tell every time that it is going to join the group again, but it always asks its assigner what to
 * say there.
 */
function announceJoins(joining: () => void): PartitionAssigner {
  return (config) => {
    const assigner = PartitionAssigners.roundRobin(config);
    return {
      name: assigner.name,
      version: assigner.version,
      assign: (group) => assigner.assign(group),
      protocol(subscription) {
        joining();
        return assigner.protocol(subscription);
      },
    };
  };
}
