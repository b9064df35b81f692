import { EventPublisher } from '@microchat/event-publisher/event-publisher';
import type { PortProvider } from '@microchat/host/port-provider';
import type { SeededRandom } from '@microchat/testkit/seeded-random';
import { ConsumerGroups } from '../engines/consumer-groups.ts';
import { EngineCalls } from '../engines/engine-calls.ts';
import { SharedPresence } from '../engines/shared-presence.ts';
import { SharedState } from '../engines/shared-state.ts';
import { SimulatedLog } from '../engines/simulated-log.ts';
import { SimulatedPresence } from '../engines/simulated-presence.ts';
import { SimulatedStore } from '../engines/simulated-store.ts';
import { Life } from '../world/life.ts';
import type { Network } from '../world/network.ts';
import type { World } from '../world/world.ts';

/** Shorter than in production, so that processes are taken for dead within a simulation. */
const publisherLimits = { settleAfterMs: 2_000, leaseMs: 4_000 };

/** Store, event log and presence: what outlives every process, and each process's way to it. */
export class Engines {
  readonly state = new SharedState();
  readonly presence: SharedPresence;
  readonly groups: ConsumerGroups;
  readonly #world: World;
  readonly #network: Network;
  readonly #isOneEngine: boolean;

  /** `isOneEngine`: store and log commit together, as the embedded ones do; else each process makes one of two. */
  constructor(world: World, network: Network, isOneEngine: boolean) {
    this.#isOneEngine = isOneEngine;
    this.#world = world;
    this.#network = network;
    this.presence = new SharedPresence(new Life('presence', world.time, { skewMs: 0 }));
    this.groups = new ConsumerGroups(world, network, this.state);
  }

  portsOf(life: Life, random: SeededRandom): PortProvider {
    const world = this.#world;
    const { state, presence, groups } = this;
    const calls = (engine: string) =>
      new EngineCalls({ world, network: this.#network, engine, life, random: random.fork(`calls of ${engine}`) });
    const kv = new SimulatedStore({ world, state, calls: calls('store'), random: random.fork('store') });
    const log = new SimulatedLog({ world, state, groups, calls: calls('log'), life, random: random.fork('log') });
    const shared = new SimulatedPresence({
      world,
      shared: presence,
      calls: calls('presence'),
      random: random.fork('presence'),
    });
    const publisher = this.#isOneEngine
      ? undefined
      : new EventPublisher({
          kv,
          eventLog: log,
          timers: life,
          random: random.fork('publisher'),
          limits: publisherLimits,
        });
    publisher?.start();
    return {
      kv: async () => publisher?.kv ?? kv,
      eventLog: async () => log,
      presence: async () => shared,
      close: async () => publisher?.stop(),
    };
  }
}
