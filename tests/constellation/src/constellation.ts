import { InProcessPresence } from '@microchat/adapters/in-process-presence';
import { CryptoRandom, SystemClock, SystemTimers } from '@microchat/adapters/system-time';
import { deliveryModule } from '@microchat/delivery/module';
import { groupStoreModule } from '@microchat/group-store/module';
import { ClientDirectory } from '@microchat/host/client-directory';
import type { Module } from '@microchat/host/module';
import { ModuleGraph } from '@microchat/host/module-graph';
import { membership } from '@microchat/membership/contract';
import { membershipModule } from '@microchat/membership/module';
import { messageStore } from '@microchat/message-store/contract';
import { messageStoreModule } from '@microchat/message-store/module';
import { messaging } from '@microchat/messaging/contract';
import { messagingModule } from '@microchat/messaging/module';
import type { Consumer, EventLog, LogRecord, Subscription } from '@microchat/ports/event-log';
import type { KvStore } from '@microchat/ports/kv-store';
import { presence } from '@microchat/presence/contract';
import { presenceModule } from '@microchat/presence/module';
import { silentObserver } from '@microchat/rpc/rpc-observer';
import { ServiceRegistry } from '@microchat/rpc/service-registry';
import { sessionStore } from '@microchat/session-store/contract';
import { sessionStoreModule } from '@microchat/session-store/module';
import { sync } from '@microchat/sync/contract';
import { syncModule } from '@microchat/sync/module';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { userStore } from '@microchat/user-store/contract';
import { userStoreModule } from '@microchat/user-store/module';
import { Registry } from 'prom-client';
import { RecordingSink } from './recording-sink.ts';

const stopTimeoutMs = 5_000;

export interface ConstellationOptions {
  /** Wraps the store that all services use, for faults and counts. */
  readonly wrapKv?: (kv: KvStore) => KvStore;
  readonly segmentEntriesMax?: number;
  /** Records that the event log loses on their way to consumers. */
  readonly loseRecord?: (record: LogRecord) => boolean;
  /** Go on with what an earlier constellation stored. */
  readonly engine?: MemoryEngine;
}

/**
 * All services of the logic and storage layers in this process, on the in-memory engine, with one gateway worker that
 * only records what it is pushed. The modules are the real ones, wired by the real module graph.
 */
export class Constellation {
  readonly engine: MemoryEngine;
  readonly sink: RecordingSink;
  readonly #directory: ClientDirectory;
  readonly #graph: ModuleGraph;
  readonly #consumers: Consumer[];

  private constructor(
    engine: MemoryEngine,
    sink: RecordingSink,
    directory: ClientDirectory,
    graph: ModuleGraph,
    consumers: Consumer[],
  ) {
    this.engine = engine;
    this.sink = sink;
    this.#directory = directory;
    this.#graph = graph;
    this.#consumers = consumers;
  }

  static async start(options: ConstellationOptions = {}): Promise<Constellation> {
    const engine = options.engine ?? new MemoryEngine();
    const consumers: Consumer[] = [];
    const sink = new RecordingSink();
    const time = { clock: new SystemClock(), timers: new SystemTimers(), random: new CryptoRandom() };
    const registry = new ServiceRegistry(silentObserver);
    const modules = logicAndStorage(options.segmentEntriesMax);
    const services = modules.flatMap((module) => module.provides?.name ?? []);
    const directory = new ClientDirectory({
      ...time,
      registry,
      observer: silentObserver,
      localServices: new Set(services),
      ownAddress: RecordingSink.address,
    });
    const kv = options.wrapKv?.(engine.kv) ?? engine.kv;
    const eventLog = watchedLog(engine.eventLog, consumers, options.loseRecord ?? (() => false));
    const inProcess = new InProcessPresence(time.timers);
    sink.register(registry);
    const graph = await ModuleGraph.start(
      {
        ...time,
        modules,
        registry,
        clients: directory,
        logger: silentLogger(),
        metrics: new Registry(),
        ownAddress: RecordingSink.address,
        ports: {
          kv: async () => kv,
          eventLog: async () => eventLog,
          presence: async () => inProcess,
          close: async () => {},
        },
      },
      stopTimeoutMs,
    );
    const constellation = new Constellation(engine, sink, directory, graph, consumers);
    await constellation.presence.openLease({ incarnation: 'worker', address: RecordingSink.address, ttlMs: 60_000 });
    return constellation;
  }

  get messaging() {
    return this.#directory.client(messaging);
  }
  get sync() {
    return this.#directory.client(sync);
  }
  get membership() {
    return this.#directory.client(membership);
  }
  get presence() {
    return this.#directory.client(presence);
  }
  get messageStore() {
    return this.#directory.client(messageStore);
  }
  get sessionStore() {
    return this.#directory.client(sessionStore);
  }
  get userStore() {
    return this.#directory.client(userStore);
  }

  /** The worker wants these topics from here on. */
  async follow(...topics: string[]): Promise<void> {
    await this.presence.register({ incarnation: 'worker', topics });
  }

  /** Resolves when everything that is in the event log now, and what it caused, has been handled. */
  async processAll(): Promise<void> {
    // Handling one topic publishes to others; two rounds reach what the first one caused.
    for (let round = 0; round < 2; round += 1) {
      for (const consumer of this.#consumers) await consumer.caughtUp();
    }
  }

  async stop(): Promise<void> {
    await this.#graph.stop(stopTimeoutMs);
    this.#directory.close();
    await this.engine.close();
  }
}

function logicAndStorage(segmentEntriesMax?: number): Module[] {
  return [
    messageStoreModule({ nodeId: 0, ...(segmentEntriesMax === undefined ? {} : { segmentEntriesMax }) }),
    sessionStoreModule(),
    userStoreModule(),
    groupStoreModule(),
    presenceModule(),
    messagingModule(),
    syncModule(),
    membershipModule(),
    deliveryModule(),
  ];
}

/** Keeps the consumers that modules start, so that tests can await them instead of sleeping, and loses records. */
function watchedLog(log: EventLog, consumers: Consumer[], isLost: (record: LogRecord) => boolean): EventLog {
  return {
    partitionCount: (topic) => log.partitionCount(topic),
    partitionOf: (topic, key) => log.partitionOf(topic, key),
    append: (records) => log.append(records),
    committedOffsets: (topic, group) => log.committedOffsets(topic, group),
    read: (topic, partition, offset, limit) => log.read(topic, partition, offset, limit),
    async subscribe(subscription: Subscription) {
      const consumer = await log.subscribe({
        ...subscription,
        async handle(key, records) {
          const kept = records.filter((record) => !isLost(record));
          if (kept.length > 0) await subscription.handle(key, kept);
        },
      });
      consumers.push(consumer);
      return consumer;
    },
  };
}
