import { InProcessPresence } from '@microchat/adapters/in-process-presence';
import { CryptoRandom, SystemClock, SystemTimers } from '@microchat/adapters/system-time';
import { deliveryModule } from '@microchat/delivery/module';
import { groupStoreModule } from '@microchat/group-store/module';
import { groupStore } from '@microchat/group-store/contract';
import type { Module } from '@microchat/host/module';
import { ModuleGraph } from '@microchat/host/module-graph';
import { membership } from '@microchat/membership/contract';
import { membershipModule } from '@microchat/membership/module';
import { messageStore } from '@microchat/message-store/contract';
import { messageStoreModule } from '@microchat/message-store/module';
import { messaging } from '@microchat/messaging/contract';
import { messagingModule } from '@microchat/messaging/module';
import type { EventLog, LogRecord, Subscription } from '@microchat/ports/event-log';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Presence } from '@microchat/ports/presence';
import { presence } from '@microchat/presence/contract';
import { presenceModule } from '@microchat/presence/module';
import { LocalServices } from '@microchat/rpc/local-services';
import { sessionStore } from '@microchat/session-store/contract';
import { sessionStoreModule } from '@microchat/session-store/module';
import { sync } from '@microchat/sync/contract';
import { syncModule } from '@microchat/sync/module';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { userStore } from '@microchat/user-store/contract';
import { userStoreModule } from '@microchat/user-store/module';
import { Registry } from 'prom-client';
import { expect } from 'vitest';
import { AnyInstance, type Instance } from './any-instance.ts';
import { MortalKvStore } from './mortal-kv-store.ts';
import { RecordingSink } from './recording-sink.ts';
import { SharedLog } from './shared-log.ts';
import { type EventMode, SharedStore } from './shared-store.ts';

const stopTimeoutMs = 5_000;

export interface ConstellationOptions {
  /** Processes, each with every service of its own. Default 1. */
  readonly processes?: number;
  /** Default: with the commit. */
  readonly events?: EventMode;
  /** What an earlier one has left; `stop` does not close it. Default: an empty one. */
  readonly store?: SharedStore;
  /** For the choice of instances and the moves of partitions. */
  readonly random?: SeededRandom;
  /** Wraps the store that a process uses, for faults and counts. */
  readonly wrapKv?: (kv: KvStore, process: number) => KvStore;
  readonly segmentEntriesMax?: number;
  /** Records that the event log loses on their way to consumers. */
  readonly loseRecord?: (record: LogRecord) => boolean;
}

/**
 * All services of the logic and storage layers on the in-memory engine, with one gateway worker that only records what
 * it is pushed. The modules are the real ones, wired by the real module graph. With several processes each of them has
 * all services, every call goes to any instance, whatever it is about, and the event log is divided between them.
 */
export class Constellation {
  readonly log: SharedLog;
  readonly eventLog: EventLog;
  readonly sink = new RecordingSink();
  readonly #options: ConstellationOptions;
  readonly #store: SharedStore;
  readonly #random: SeededRandom;
  readonly #time = { clock: new SystemClock(), timers: new SystemTimers(), random: new CryptoRandom() };
  readonly #worker: LocalServices;
  readonly #processes: (Instance & { readonly death: AbortController })[];
  readonly #clients: AnyInstance;
  readonly #graphs: ModuleGraph[] = [];

  private constructor(options: ConstellationOptions) {
    const { processes = 1, events = 'with-commit', random = new SeededRandom('constellation') } = options;
    this.#options = options;
    this.#random = random;
    this.#store = options.store ?? new SharedStore(events);
    this.log = new SharedLog(this.#store.log, random.fork('log'));
    this.eventLog = this.log.view();
    this.#worker = new LocalServices(this.#time);
    this.sink.register(this.#worker.registry);
    this.#processes = Array.from({ length: processes }, () => {
      const death = new AbortController();
      return { services: new LocalServices(this.#time), killed: death.signal, death };
    });
    this.#clients = this.#clientsOf('test', new AbortController().signal);
  }

  static async start(options: ConstellationOptions = {}): Promise<Constellation> {
    const constellation = new Constellation(options);
    const inProcess = new InProcessPresence(constellation.#time.timers);
    for (const process of constellation.#processes.keys()) await constellation.#startProcess(process, inProcess);
    const lease = { incarnation: 'worker', address: RecordingSink.address, ttlMs: 60_000 };
    await constellation.presence.openLease(lease);
    return constellation;
  }

  get messaging() {
    return this.#clients.client(messaging);
  }
  get sync() {
    return this.#clients.client(sync);
  }
  get membership() {
    return this.#clients.client(membership);
  }
  get presence() {
    return this.#clients.client(presence);
  }
  get messageStore() {
    return this.#clients.client(messageStore);
  }
  get sessionStore() {
    return this.#clients.client(sessionStore);
  }
  get userStore() {
    return this.#clients.client(userStore);
  }
  get groupStore() {
    return this.#clients.client(groupStore);
  }

  /** The worker wants these topics from here on. */
  async follow(...topics: string[]): Promise<void> {
    await this.presence.register({ incarnation: 'worker', topics });
  }

  /** Resolves when everything that is in the event log, and what it caused, has been handled. */
  async processAll(): Promise<void> {
    await expect.poll(() => this.log.lag, { interval: 1, timeout: 20_000 }).toBe(0);
  }

  /** Ends a process at once: its calls to the store never return, and nobody reaches it. What the store has begun is done. */
  kill(process: number): void {
    this.#processes[process]?.death.abort();
  }

  async stop(): Promise<void> {
    const living = this.#graphs.filter((_, process) => this.#processes[process]?.killed.aborted === false);
    await Promise.all(living.map((graph) => graph.stop(stopTimeoutMs)));
    if (this.#options.store === undefined) await this.#store.close();
  }

  #clientsOf(name: string, caller: AbortSignal): AnyInstance {
    const choice = this.#random.fork(`instances for ${name}`);
    return new AnyInstance(this.#processes, (count) => choice.integer(0, count - 1), caller);
  }

  async #startProcess(process: number, inProcess: Presence): Promise<void> {
    const { wrapKv = (kv: KvStore) => kv, segmentEntriesMax, loseRecord = () => false } = this.#options;
    const instance = this.#processes[process];
    if (instance === undefined) throw new RangeError(`no process ${process}`);
    const { services, killed } = instance;
    const eventLog = this.log.view((subscription) => losing(subscription, loseRecord), killed);
    const random = this.#random.fork(`publisher-${process}`);
    const kv = this.#store.open(random, eventLog, (inner) => new MortalKvStore(wrapKv(inner, process), killed));
    const clients = this.#clientsOf(`process-${process}`, killed);
    const graph = await ModuleGraph.start(
      {
        ...this.#time,
        modules: logicAndStorage(segmentEntriesMax),
        registry: services.registry,
        clients: {
          client: (contract) => clients.client(contract),
          clientAt: (contract) => this.#worker.client(contract),
        },
        logger: silentLogger(),
        metrics: new Registry(),
        ownAddress: `local:process-${process}`,
        ports: {
          kv: async () => kv,
          eventLog: async () => eventLog,
          presence: async () => inProcess,
          close: async () => {},
        },
      },
      stopTimeoutMs,
    );
    this.#graphs.push(graph);
  }
}

function logicAndStorage(segmentEntriesMax?: number): Module[] {
  return [
    messageStoreModule(segmentEntriesMax === undefined ? {} : { segmentEntriesMax }),
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

function losing(subscription: Subscription, isLost: (record: LogRecord) => boolean): Subscription {
  return {
    ...subscription,
    async handle(key, records) {
      const kept = records.filter((record) => !isLost(record));
      if (kept.length > 0) await subscription.handle(key, kept);
    },
  };
}
