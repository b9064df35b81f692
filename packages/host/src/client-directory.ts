import type { Clock, Random, Timers } from '@microchat/ports/time';
import type { Channel } from '@microchat/rpc/channel';
import { type ClientRuntime, createClient } from '@microchat/rpc/client';
import { GrpcChannel } from '@microchat/rpc/grpc-channel';
import { LocalChannel } from '@microchat/rpc/local-transport';
import type { RpcObserver } from '@microchat/rpc/rpc-observer';
import type { Client, ServiceContract, ServiceDefinition } from '@microchat/rpc/service-contract';
import type { ServiceRegistry } from '@microchat/rpc/service-registry';

import type { AnyContract } from './module.ts';

export interface ClientDirectoryOptions {
  readonly registry: ServiceRegistry;
  /** Full names of the services that this process runs. */
  readonly localServices: ReadonlySet<string>;
  /** Where a service that does not run here is reached; undefined if nowhere. */
  addressOf(contract: AnyContract): string | undefined;
  readonly ownAddress: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly observer: RpcObserver;
}

interface RemotePeer {
  readonly channel: Channel;
  /** By full service name. */
  readonly clients: Map<string, object>;
}

/** Named instances known at the same time; the least recently asked one is dropped. */
const peersMax = 256;

/** Hands out clients: local ones for services of this process, else over one connection per address. */
export class ClientDirectory {
  readonly #options: ClientDirectoryOptions;
  readonly #runtime: ClientRuntime;
  readonly #local: RemotePeer;
  readonly #services = new Map<string, RemotePeer>();
  readonly #instances = new Map<string, RemotePeer>();

  constructor(options: ClientDirectoryOptions) {
    this.#options = options;
    this.#runtime = options;
    this.#local = { channel: new LocalChannel(options.registry, options), clients: new Map() };
  }

  /** @throws Error if the service neither runs here nor has an address. */
  client<Definition extends ServiceDefinition>(contract: ServiceContract<Definition>): Client<Definition> {
    if (this.#options.localServices.has(contract.name)) return this.#clientOf(this.#local, contract);
    const address = this.#options.addressOf(contract);
    if (address === undefined) {
      throw new Error(
        `nothing serves ${contract.name}: run its module here or name the address of a process that does`,
      );
    }
    let peer = this.#services.get(address);
    if (peer === undefined) {
      peer = this.#connect(address);
      this.#services.set(address, peer);
    }
    return this.#clientOf(peer, contract);
  }

  /** A client of the instance at `address`; the connection is opened with its first call. */
  clientAt<Definition extends ServiceDefinition>(
    contract: ServiceContract<Definition>,
    address: string,
  ): Client<Definition> {
    if (address === this.#options.ownAddress) return this.#clientOf(this.#local, contract);
    const peer = this.#instances.get(address) ?? this.#connect(address);
    this.#instances.delete(address);
    this.#instances.set(address, peer);
    this.#dropLeastRecent();
    return this.#clientOf(peer, contract);
  }

  /** Fails all calls in flight and closes all connections. */
  close(): void {
    for (const peer of [this.#local, ...this.#services.values(), ...this.#instances.values()]) peer.channel.close();
  }

  #connect(address: string): RemotePeer {
    return { channel: new GrpcChannel({ ...this.#options, address }), clients: new Map() };
  }

  #clientOf<Definition extends ServiceDefinition>(
    peer: RemotePeer,
    contract: ServiceContract<Definition>,
  ): Client<Definition> {
    let client = peer.clients.get(contract.name) as Client<Definition> | undefined;
    if (client === undefined) {
      client = createClient(contract, peer.channel, this.#runtime);
      peer.clients.set(contract.name, client);
    }
    return client;
  }

  #dropLeastRecent(): void {
    if (this.#instances.size <= peersMax) return;
    for (const [address, peer] of this.#instances) {
      this.#instances.delete(address);
      peer.channel.close();
      return;
    }
  }
}
