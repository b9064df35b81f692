import { join } from 'node:path';

import { CryptoRandom, SystemClock, SystemTimers } from '@microchat/adapters/system-time';
import { TokenService } from '@microchat/auth/token-service';
import { CalledServices } from '@microchat/host/called-services';
import { ClientDirectory } from '@microchat/host/client-directory';
import type { Config } from '@microchat/host/config/config';
import { childEnvironment } from '@microchat/host/config/environment';
import { MetricsServer } from '@microchat/host/metrics-server';
import type { Module } from '@microchat/host/module';
import { ModuleGraph } from '@microchat/host/module-graph';
import type { PortProvider } from '@microchat/host/port-provider';
import { Readiness } from '@microchat/host/readiness';
import { advertisedAddress, peerCredentials, rpcEndpoint } from '@microchat/host/rpc-identity';
import { rpcObserver } from '@microchat/host/rpc-metrics';
import { loadTokenSecret } from '@microchat/host/token-secret';
import { settlesWithin } from '@microchat/host/settles-within';
import { ServiceRegistry } from '@microchat/rpc/service-registry';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';

import { freePort } from './free-port.ts';
import { moduleNodes, targetModules } from './graph.ts';
import { portsOf } from './ports-of.ts';
import { RestartRequests } from './restart-requests.ts';
import { RpcListeners } from './rpc-listeners.ts';
import { requireCallerKey, requirePushAddress, serviceNetwork } from './service-network.ts';
import { createSocketFolder, removeSocketFolder, replaceSocketFolder } from './socket-folder.ts';
import { forkServer } from './worker-process.ts';

/** Modules stop within this and the time in which connections are closed; then connections between processes. */
const modulesStopTimeoutMs = 10_000;
const rpcStopTimeoutMs = 2_000;
/** Closing files and connections; what is acknowledged is stored anyway. */
const portsCloseTimeoutMs = 10_000;

/** Everything that one process runs, whatever its target. */
export class ServerNode {
  /** With the real ports. */
  readonly config: Config;
  metricsPort = 0;
  /** What runs here. */
  readonly moduleNames = new Set<string>();
  readonly #logger: Logger;
  readonly #metrics = new Registry();
  readonly #readiness = new Readiness();
  readonly #clock = new SystemClock();
  readonly #timers = new SystemTimers();
  readonly #random = new CryptoRandom();
  readonly #socketFolder: string;
  readonly #ownsSocketFolder: boolean;
  readonly #socketAddress: string;
  readonly #metricsServer: MetricsServer;
  readonly #ports: PortProvider;
  readonly #restarts = new RestartRequests();
  /** As it was configured: 0 is for every worker to pick one. */
  readonly #givenRpcPort: number | undefined;
  #clients: ClientDirectory | undefined;
  #rpcListeners: RpcListeners | undefined;
  #graph: ModuleGraph | undefined;

  /**
   * Waits as long as it takes for the services that it calls in other processes; `signal` ends the waiting.
   * @throws Error with a message for people, after everything was cleaned up again.
   */
  static async start(config: Config, logger: Logger, signal: AbortSignal): Promise<ServerNode> {
    const node = new ServerNode(await withRealPorts(config), config.rpcPort, logger);
    try {
      await node.#start(signal);
    } catch (error) {
      await node.stop();
      throw error;
    }
    return node;
  }

  private constructor(config: Config, givenRpcPort: number | undefined, logger: Logger) {
    this.config = config;
    this.#givenRpcPort = givenRpcPort;
    this.#logger = logger;
    this.#ownsSocketFolder = config.socketDir === undefined;
    this.#socketFolder = config.socketDir ?? createSocketFolder();
    this.#socketAddress = `unix:${join(this.#socketFolder, socketName(config))}`;
    this.#metricsServer = new MetricsServer({
      host: config.host,
      port: config.metricsPort === 0 ? 0 : config.metricsPort + (config.workerId ?? 0),
      metrics: this.#metrics,
      readiness: this.#readiness,
    });
    this.#ports = portsOf({
      config,
      timers: this.#timers,
      random: this.#random,
      logger,
      metrics: this.#metrics,
      onDataFolder: () => replaceSocketFolder(config.dataDir, this.#socketFolder),
      onLost: () => process.exit(1),
    });
    collectDefaultMetrics({ register: this.#metrics });
  }

  /** Replaces the gateway workers, if this process has any, without losing a connection's messages. False: it has none. */
  restartWorkers(): boolean {
    return this.#restarts.ask();
  }

  get #stopTimeoutMs(): number {
    return modulesStopTimeoutMs + this.config.drainMs;
  }

  /** Drains and frees everything; bounded in time. True if all modules stopped cleanly. */
  async stop(): Promise<boolean> {
    this.#readiness.stopping();
    // Callers go elsewhere before the modules stop; pushes go on until the last connection of a gateway is closed.
    if (!this.moduleNames.has('gateway')) await this.#rpcListeners?.stopNetwork(rpcStopTimeoutMs);
    const isClean = (await this.#graph?.stop(this.#stopTimeoutMs)) ?? true;
    await this.#rpcListeners?.stop(rpcStopTimeoutMs);
    this.#clients?.close();
    const isClosed = await settlesWithin(this.#ports.close(), portsCloseTimeoutMs, this.#timers);
    await this.#metricsServer.close();
    if (this.#ownsSocketFolder) removeSocketFolder(this.#socketFolder);
    return isClean && isClosed;
  }

  async #start(signal: AbortSignal): Promise<void> {
    const { config } = this;
    const modules = await this.#loadModules();
    const observer = rpcObserver(this.#metrics, this.#logger);
    const registry = new ServiceRegistry(observer);
    const time = { clock: this.#clock, timers: this.#timers, random: this.#random };
    const endpoint = rpcEndpoint(config);
    const credentials = peerCredentials(config);
    const network = serviceNetwork(config, credentials, endpoint);
    requireCallerKey(config, network, modules);
    requirePushAddress(config, this.moduleNames);
    const rpcListeners = new RpcListeners({
      ...time,
      registry,
      observer,
      config,
      readiness: this.#readiness,
      socketAddress: this.#socketAddress,
      network: endpoint,
      tls: credentials.tls,
    });
    this.#rpcListeners = rpcListeners;
    const ownAddress = endpoint === undefined ? this.#socketAddress : advertisedAddress(endpoint, config);
    const clients = new ClientDirectory({
      ...time,
      registry,
      observer,
      localServices: new Set(modules.flatMap((module) => module.provides?.name ?? [])),
      network,
      upstream: config.upstream,
      ownAddress,
    });
    this.#clients = clients;
    const called = new CalledServices({ modules, clients, timers: this.#timers, logger: this.#logger });
    this.#readiness.addCheck('services', () => called.missing);
    this.#graph = await ModuleGraph.start(
      {
        ...time,
        modules,
        registry,
        ports: this.#ports,
        clients,
        logger: this.#logger,
        metrics: this.#metrics,
        ownAddress,
        // Not earlier: a second server on one data folder shall hear of the folder, not of a port.
        onCreated: async () => {
          this.metricsPort = await this.#metricsServer.listen();
          await rpcListeners.listen();
          await called.available(signal);
        },
      },
      this.#stopTimeoutMs,
    );
    this.#readiness.started();
  }

  async #loadModules(): Promise<Module[]> {
    const { config } = this;
    for (const name of targetModules(config)) this.moduleNames.add(name);
    const context = {
      config,
      tokens: new TokenService(loadTokenSecret(config.tokenSecret, config.dataDir, this.#random), this.#clock),
      random: this.#random,
      readiness: this.#readiness,
      restarts: this.#restarts,
      forkWorker: (workerId: number) => forkServer(childEnvironment(this.#workerConfig(workerId))),
    };
    return Promise.all(moduleNodes.filter((node) => this.moduleNames.has(node.name)).map((node) => node.load(context)));
  }

  #workerConfig(workerId: number): Config {
    return {
      ...this.config,
      target: ['gateway'],
      workerId,
      upstream: this.#socketAddress,
      socketDir: this.#socketFolder,
      // 0: it picks one itself.
      rpcPort: this.#givenRpcPort && this.#givenRpcPort + workerId,
    };
  }
}

/** A worker that is started again must not meet the socket of its predecessor. */
function socketName(config: Config): string {
  return config.workerId === undefined ? 'main.sock' : `worker-${config.workerId}-${process.pid}.sock`;
}

async function withRealPorts(config: Config): Promise<Config> {
  const { host } = config;
  return {
    ...config,
    apiPort: config.apiPort || (await freePort(host)),
    gatewayPort: config.gatewayPort || (await freePort(host)),
    businessPort: config.businessPort || (await freePort(host)),
    rpcPort: config.rpcPort === 0 ? await freePort(config.rpcHost ?? host) : config.rpcPort,
  };
}
