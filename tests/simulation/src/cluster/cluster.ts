import type { AnyContract } from '@microchat/host/module';
import { GatewayPorts } from '../clients/gateway-ports.ts';
import { Life } from '../world/life.ts';
import type { Mutation } from '../mutations/mutation.ts';
import type { Network } from '../world/network.ts';
import type { World } from '../world/world.ts';
import type { Bounds } from './bounds.ts';
import { Engines } from './engines.ts';
import { provides, type Role } from './modules.ts';
import { Node } from './node.ts';
import { NodeClients } from './node-clients.ts';
import { RpcServers } from './rpc-servers.ts';

/** One machine of a topology, by what runs on it. */
export type Topology = readonly (readonly Role[])[];

export interface ClusterOptions {
  readonly topology: Topology;
  readonly bounds: Bounds;
  /** Store and event log are one engine; else two, made one by each process's event publisher. */
  readonly isOneEngine: boolean;
  readonly mutation: Mutation | undefined;
}

/** All server processes and what they share. */
export class Cluster {
  readonly engines: Engines;
  readonly gateways = new GatewayPorts();
  readonly nodes: readonly Node[];
  readonly gatewayAddresses: readonly string[];
  readonly #servers = new RpcServers();
  readonly #world: World;
  readonly #network: Network;
  readonly #roles = new Map<string, readonly Role[]>();

  constructor(world: World, network: Network, { topology, bounds, isOneEngine, mutation }: ClusterOptions) {
    this.#world = world;
    this.#network = network;
    this.engines = new Engines(world, network, isOneEngine);
    topology.forEach((roles, place) => this.#roles.set(`10.0.0.${place + 1}:7000`, roles));
    this.nodes = [...this.#roles].map(
      ([address, roles]) =>
        new Node({
          world,
          network,
          servers: this.#servers,
          engines: this.engines,
          gateways: this.gateways,
          bounds: mutation?.bounds?.(bounds) ?? bounds,
          mutation,
          address,
          roles,
          addressesOf: (contract) => this.#addressesOf(contract),
        }),
    );
    this.gatewayAddresses = [...this.#roles].flatMap(([address, roles]) =>
      roles.includes('gateway') ? [address] : [],
    );
  }

  start(): void {
    for (const node of this.nodes) node.start();
  }

  get isUp(): boolean {
    return this.nodes.every((node) => node.isUp);
  }

  /** Clients of the services for a caller that is no node, as the API is one. */
  callerOf(name: string): NodeClients {
    const world = this.#world;
    return new NodeClients({
      world,
      network: this.#network,
      servers: this.#servers,
      life: new Life(name, world.time, { skewMs: 0 }),
      random: world.random.fork(`caller ${name}`),
      registry: undefined,
      ownAddress: '',
      addressesOf: (contract) => this.#addressesOf(contract),
    });
  }

  #addressesOf(contract: AnyContract): readonly string[] {
    return [...this.#roles].flatMap(([address, roles]) =>
      roles.some((role) => provides(role, contract)) ? [address] : [],
    );
  }
}
