import type { Cluster, ConsumerConfig, ConsumerRunConfig, EachBatchPayload, Logger } from 'kafkajs';
import type { KafkaConnections } from '../kafka-connection.ts';

/** A consumer of kafkajs that does what the test says, instead of what a broker says. */
export class ScriptedConsumer {
  readonly events = {
    FETCH_START: 'fetching',
    FETCH: 'fetched',
    HEARTBEAT: 'heartbeat',
    GROUP_JOIN: 'join',
    CRASH: 'crash',
  };
  closed = false;
  resumed = 0;
  readonly #config: ConsumerConfig;
  readonly #listeners = new Map<string, (event: { payload: unknown }) => void>();
  #run: ConsumerRunConfig | undefined;

  constructor(config: ConsumerConfig) {
    this.#config = config;
  }

  on(event: string, listener: (event: { payload: unknown }) => void): void {
    this.#listeners.set(event, listener);
  }

  async connect(): Promise<void> {}
  async subscribe(): Promise<void> {}
  async disconnect(): Promise<void> {}

  async run(config: ConsumerRunConfig): Promise<void> {
    this.#run = config;
  }

  resume(): void {
    this.resumed++;
  }

  emit(event: string, payload: unknown = {}): void {
    this.#listeners.get(event)?.({ payload });
  }

  /** It is about to send its request to join. */
  joining(): void {
    const [assigner] = this.#config.partitionAssigners ?? [];
    assigner?.({ cluster: {} as Cluster, groupId: 'g', logger: {} as Logger }).protocol({ topics: ['t'] });
  }

  /** The group gave it partitions of topic t. */
  joined(partitions: readonly number[]): void {
    this.emit('join', { memberAssignment: { t: partitions } });
  }

  async fetched(payload: EachBatchPayload): Promise<void> {
    await this.#run?.eachBatch?.(payload);
  }
}

/** Connections whose consumers are scripted, in the order they were opened. */
export class ScriptedConnections {
  readonly consumers: ScriptedConsumer[] = [];
  /** What closing a consumer waits for. */
  closing: Promise<void> = Promise.resolve();

  readonly connections = {
    open: () => {
      let consumer: ScriptedConsumer | undefined;
      return {
        kafka: {
          consumer: (config: ConsumerConfig) => {
            consumer = new ScriptedConsumer(config);
            this.consumers.push(consumer);
            return consumer;
          },
        },
        close: async () => {
          await this.closing;
          if (consumer !== undefined) consumer.closed = true;
        },
      };
    },
  } as unknown as KafkaConnections;
}
