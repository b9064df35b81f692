import type { Clock, Random, Timers } from '@microchat/ports/time';
import type { Channel, InstanceChannel } from '@microchat/rpc/channel';
import { type ClientRuntime, createClient } from '@microchat/rpc/client';
import { type Endpoint, formatEndpoint } from '@microchat/rpc/endpoint';
import { GrpcChannel, type GrpcChannelOptions } from '@microchat/rpc/grpc-channel';
import { InstancePool } from '@microchat/rpc/instance-pool';
import type { HostLookup } from '@microchat/rpc/instance-resolver';
import { LocalChannel } from '@microchat/rpc/local-transport';
import type { PeerCredentials } from '@microchat/rpc/peer-credentials';
import type { RpcObserver } from '@microchat/rpc/rpc-observer';
import type { Client, ServiceContract, ServiceDefinition } from '@microchat/rpc/service-contract';
import type { ServiceRegistry } from '@microchat/rpc/service-registry';

import { LocalInstance } from './local-instance.ts';
import type { AnyContract } from './module.ts';

/** How this process reaches others over the network. */
export interface ServiceNetwork {
  /** The instances of a service that is listed; undefined: it is not. */
  endpointsOf(contract: AnyContract): readonly Endpoint[] | undefined;
  /** True if this process itself serves `IP:port`. */
  isOwn(address: string): boolean;
  readonly credentials: PeerCredentials;
  readonly lookup: HostLookup;
}

export interface ClientDirectoryOptions {
  readonly registry: ServiceRegistry;
  /** Full names of the services that this process runs. */
  readonly localServices: ReadonlySet<string>;
  /** Default: no service is listed. */
  readonly network?: ServiceNetwork;
  /** Where a service is reached that is neither listed nor runs here. Default: nowhere. */
  readonly upstream?: string | undefined;
  /** Under which others call this process: `unix:/path` or `host:port`. */
  readonly ownAddress: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly observer: RpcObserver;
}

interface Peer<PeerChannel extends Channel = Channel> {
  readonly channel: PeerChannel;
  /** By full service name. */
  readonly clients: Map<string, object>;
}

/** Named instances known at the same time; the least recently asked one is dropped. */
const peersMax = 256;

/**
 * Hands out clients. A listed service is called at its instances (this process among them is called locally), one that
 * is not where it runs: here, else upstream. One channel per address or set of addresses.
 */
export class ClientDirectory {
  readonly #options: ClientDirectoryOptions;
  readonly #runtime: ClientRuntime;
  readonly #local: Peer<LocalChannel>;
  /** By the instances' addresses as they are listed. */
  readonly #pools = new Map<string, Peer<InstancePool>>();
  readonly #instances = new Map<string, Peer>();
  #upstream: Peer | undefined;

  constructor(options: ClientDirectoryOptions) {
    this.#options = options;
    this.#runtime = options;
    this.#local = peer(new LocalChannel(options.registry, options));
  }

  /** @throws Error if nothing serves the contract. */
  client<Definition extends ServiceDefinition>(contract: ServiceContract<Definition>): Client<Definition> {
    return this.#clientOf(this.#peerOf(contract), contract);
  }

  /** A client of the instance at `address`; the connection is opened with its first call. */
  clientAt<Definition extends ServiceDefinition>(
    contract: ServiceContract<Definition>,
    address: string,
  ): Client<Definition> {
    if (address === this.#options.ownAddress) return this.#clientOf(this.#local, contract);
    const found = this.#instances.get(address) ?? peer(this.#connect(address));
    this.#instances.delete(address);
    this.#instances.set(address, found);
    this.#dropLeastRecent();
    return this.#clientOf(found, contract);
  }

  /** False while a listed service has no instance that answers. @throws Error if nothing serves the contract. */
  isAvailable(contract: AnyContract): boolean {
    const { channel } = this.#peerOf(contract);
    return !(channel instanceof InstancePool) || channel.availableCount > 0;
  }

  /** Fails all calls in flight and closes all connections. */
  close(): void {
    const upstream = this.#upstream === undefined ? [] : [this.#upstream];
    const all = [this.#local, ...upstream, ...this.#pools.values(), ...this.#instances.values()];
    for (const { channel } of all) channel.close();
  }

  #peerOf(contract: AnyContract): Peer {
    const { localServices, upstream, network } = this.#options;
    const endpoints = network?.endpointsOf(contract);
    if (network !== undefined && endpoints !== undefined) return this.#poolOf(endpoints, network);
    if (localServices.has(contract.name)) return this.#local;
    if (upstream === undefined) {
      throw new Error(
        `nothing serves ${contract.name}: run its module here or name the address of a process that does (MICROCHAT_SERVICES)`,
      );
    }
    this.#upstream ??= peer(this.#connect(upstream));
    return this.#upstream;
  }

  #poolOf(endpoints: readonly Endpoint[], network: ServiceNetwork): Peer<InstancePool> {
    const key = [...new Set(endpoints.map(formatEndpoint))].sort().join();
    let found = this.#pools.get(key);
    if (found === undefined) {
      const connect = (address: string, endpoint: Endpoint, onLost: () => void): InstanceChannel =>
        network.isOwn(address)
          ? new LocalInstance(this.#local.channel)
          : this.#connect(address, { serverName: endpoint.host, onLost });
      found = peer(new InstancePool({ ...this.#options, endpoints, connect, lookup: network.lookup }));
      this.#pools.set(key, found);
    }
    return found;
  }

  #connect(address: string, options: Pick<GrpcChannelOptions, 'serverName' | 'onLost'> = {}): GrpcChannel {
    // A socket of this machine is guarded by its folder, and behind it there is always the same process.
    const socketOptions = { connectionAgeMs: Number.POSITIVE_INFINITY };
    const networkOptions = { credentials: this.#options.network?.credentials };
    const byAddress = address.startsWith('unix:') ? socketOptions : networkOptions;
    return new GrpcChannel({ ...this.#options, ...options, ...byAddress, address });
  }

  #clientOf<Definition extends ServiceDefinition>(
    { clients, channel }: Peer,
    contract: ServiceContract<Definition>,
  ): Client<Definition> {
    let client = clients.get(contract.name) as Client<Definition> | undefined;
    if (client === undefined) {
      client = createClient(contract, channel, this.#runtime);
      clients.set(contract.name, client);
    }
    return client;
  }

  #dropLeastRecent(): void {
    if (this.#instances.size <= peersMax) return;
    for (const [address, { channel }] of this.#instances) {
      this.#instances.delete(address);
      channel.close();
      return;
    }
  }
}

function peer<PeerChannel extends Channel>(channel: PeerChannel): Peer<PeerChannel> {
  return { channel, clients: new Map() };
}
