import type { AnyContract } from '@microchat/host/module';
import { ModuleGraph } from '@microchat/host/module-graph';
import type { PortProvider } from '@microchat/host/port-provider';
import { silentObserver } from '@microchat/rpc/rpc-observer';
import { ServiceRegistry } from '@microchat/rpc/service-registry';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { Registry } from 'prom-client';
import type { GatewayPorts } from '../clients/gateway-ports.ts';
import type { Mutation } from '../mutations/mutation.ts';
import { Life, type WallClock } from '../world/life.ts';
import type { Network } from '../world/network.ts';
import type { World } from '../world/world.ts';
import type { Bounds } from './bounds.ts';
import type { Engines } from './engines.ts';
import { modulesOf, type Role } from './modules.ts';
import { mutatedPorts } from '../mutations/mutated-ports.ts';
import { NodeClients } from './node-clients.ts';
import type { RpcServer, RpcServers } from './rpc-servers.ts';

/** A supervisor starts a process again after this. */
const restartMsMin = 200;
const restartMsMax = 4_000;
/** What a start takes, about. */
const startMs = 10;
const stopTimeoutMs = 12_000;

export interface NodeOptions {
  readonly world: World;
  readonly network: Network;
  readonly servers: RpcServers;
  readonly engines: Engines;
  readonly gateways: GatewayPorts;
  readonly bounds: Bounds;
  readonly address: string;
  readonly roles: readonly Role[];
  readonly mutation: Mutation | undefined;
  addressesOf(contract: AnyContract): readonly string[];
}

const logger = silentLogger();

/** A machine with one server process, which a supervisor starts again whenever it ends. */
export class Node {
  readonly address: string;
  readonly wall: WallClock = { skewMs: 0 };
  readonly #options: NodeOptions;
  #starts = 0;
  #life: Life | undefined;
  #graph: ModuleGraph | undefined;
  #ports: PortProvider | undefined;
  #isStopping = false;

  constructor(options: NodeOptions) {
    this.#options = options;
    this.address = options.address;
  }

  /** All modules have started. */
  get isUp(): boolean {
    return this.#graph !== undefined && !this.#isStopping;
  }

  get life(): Life | undefined {
    return this.#life;
  }

  start(): void {
    const { world, servers, address } = this.#options;
    this.#starts += 1;
    const life = new Life(address, world.time, this.wall);
    this.#life = life;
    const server: RpcServer = { life, registry: new ServiceRegistry(silentObserver), isServing: false };
    servers.listen(address, server);
    world.time.note(`${address} starts`);
    const random = world.random.fork(`start of ${address} ${this.#starts}`);
    if (world.faults.strikes('node: start interrupted by a crash', random)) {
      world.time.schedule(random.next() * startMs, '', () => {
        if (life.isAlive) this.crash();
      });
    }
    this.#startModules(life, server).then(
      (graph) => {
        if (!life.isAlive) return;
        this.#graph = graph;
        world.time.note(`${address} is up`);
      },
      (error: unknown) => {
        if (!life.isAlive) return;
        world.time.note(`${address} failed to start: ${String(error)}`);
        this.#endAndRestart(life);
      },
    );
  }

  /** The process is gone at once, wherever it was; later it is started again. False if there is none. */
  crash(): boolean {
    const { world, address } = this.#options;
    if (this.#life?.isAlive !== true) return false;
    if (this.#graph === undefined) world.faults.fired('node: start interrupted by a crash');
    if (this.#isStopping) world.faults.fired('node: stop interrupted by a crash');
    world.time.note(`${address} crashes`);
    this.#endAndRestart(this.#life);
    return true;
  }

  /** The process drains and ends; then it is started again. False if it is not up. */
  restart(): boolean {
    const graph = this.#graph;
    const life = this.#life;
    if (graph === undefined || life === undefined || this.#isStopping) return false;
    this.#options.world.time.note(`${this.address} stops`);
    this.#isStopping = true;
    void graph.stop(stopTimeoutMs).then(async () => {
      await this.#ports?.close();
      if (life.isAlive) this.#endAndRestart(life);
    });
    return true;
  }

  #endAndRestart(life: Life): void {
    const { world, address } = this.#options;
    life.end();
    this.#graph = undefined;
    this.#isStopping = false;
    const random = world.random.fork(`restart of ${address} ${this.#starts}`);
    const delayMs = restartMsMin + random.next() * (restartMsMax - restartMsMin);
    world.time.schedule(delayMs, '', () => this.start());
  }

  async #startModules(life: Life, server: RpcServer): Promise<ModuleGraph> {
    const { world, network, servers, engines, gateways, bounds, address, roles, mutation, addressesOf } = this.#options;
    const random = world.random.fork(`node ${address} ${this.#starts}`);
    const { registry } = server;
    const ports = mutatedPorts(engines.portsOf(life, random.fork('engines')), mutation);
    this.#ports = ports;
    const clients = new NodeClients({
      world,
      network,
      servers,
      life,
      random: random.fork('clients'),
      registry,
      ownAddress: address,
      addressesOf,
    });
    return ModuleGraph.start(
      {
        modules: roles
          .flatMap((role) => modulesOf(role, { life, address, gateways, bounds }))
          .map((module) => mutation?.module?.(module) ?? module),
        ports,
        registry,
        clients,
        clock: life,
        timers: life,
        random: random.fork('modules'),
        logger,
        metrics: new Registry(),
        ownAddress: address,
        onCreated: async () => {
          server.isServing = true;
        },
      },
      stopTimeoutMs,
    );
  }
}
