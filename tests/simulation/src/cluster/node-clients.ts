import type { AnyContract } from '@microchat/host/module';
import type { Channel, InstanceChannel } from '@microchat/rpc/channel';
import { type ClientRuntime, createClient } from '@microchat/rpc/client';
import { parseEndpoint } from '@microchat/rpc/endpoint';
import { InstancePool } from '@microchat/rpc/instance-pool';
import { LocalChannel } from '@microchat/rpc/local-transport';
import { silentObserver } from '@microchat/rpc/rpc-observer';
import type { Client, ServiceContract, ServiceDefinition } from '@microchat/rpc/service-contract';
import type { ServiceRegistry } from '@microchat/rpc/service-registry';
import type { SeededRandom } from '@microchat/testkit/seeded-random';
import type { Life } from '../world/life.ts';
import type { Network } from '../world/network.ts';
import type { World } from '../world/world.ts';
import type { RpcServers } from './rpc-servers.ts';
import { SimulatedChannel } from './simulated-channel.ts';

export interface NodeClientsOptions {
  readonly world: World;
  readonly network: Network;
  readonly servers: RpcServers;
  readonly life: Life;
  readonly random: SeededRandom;
  /** Its own services, if it has any. */
  readonly registry: ServiceRegistry | undefined;
  readonly ownAddress: string;
  /** Where a service runs. */
  addressesOf(contract: AnyContract): readonly string[];
}

/** The clients of one process: of services by pools of all their instances, of named instances by a connection. */
export class NodeClients {
  readonly #options: NodeClientsOptions;
  readonly #runtime: ClientRuntime;
  readonly #pools = new Map<string, InstancePool>();
  readonly #connections = new Map<string, Channel>();

  constructor(options: NodeClientsOptions) {
    this.#options = options;
    this.#runtime = { timers: options.life, random: options.random, observer: silentObserver };
  }

  client<Definition extends ServiceDefinition>(contract: ServiceContract<Definition>): Client<Definition> {
    const addresses = this.#options.addressesOf(contract);
    const name = addresses.join();
    const pool = this.#pools.get(name) ?? this.#createPool(addresses);
    this.#pools.set(name, pool);
    return createClient(contract, pool, this.#runtime);
  }

  clientAt<Definition extends ServiceDefinition>(
    contract: ServiceContract<Definition>,
    address: string,
  ): Client<Definition> {
    const channel = this.#connections.get(address) ?? this.#connect(address, () => undefined);
    this.#connections.set(address, channel);
    return createClient(contract, channel, this.#runtime);
  }

  #createPool(addresses: readonly string[]): InstancePool {
    return new InstancePool({
      ...this.#runtime,
      endpoints: addresses.flatMap((address) => parseEndpoint(address) ?? []),
      lookup: () => Promise.reject(new Error('there are no names here')),
      connect: (address, _endpoint, onLost) => this.#connect(address, onLost),
    });
  }

  #connect(address: string, onLost: () => void): InstanceChannel {
    const { world, network, servers, life, random, registry, ownAddress } = this.#options;
    if (address === ownAddress && registry !== undefined) return localInstance(registry, life);
    return new SimulatedChannel({
      world,
      network,
      servers,
      from: life,
      address,
      random: random.fork(`to ${address}`),
      onLost,
    });
  }
}

/** A process's own instance of a service. */
function localInstance(registry: ServiceRegistry, life: Life): InstanceChannel {
  const channel = new LocalChannel(registry, { timers: life, observer: silentObserver });
  return {
    start: (call) => channel.start(call),
    close: () => channel.close(),
    retire: () => undefined,
    probe: async () => 'serving',
  };
}
