import type { Clock, Random, Timers } from '@microchat/ports/time';
import type { ServiceRegistry } from '@microchat/rpc/service-registry';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';

import type { ClientDirectory } from './client-directory.ts';
import type { AnyContract, Module, ModuleEnvironment, PortName, RunningModule } from './module.ts';
import { orderModules } from './module-order.ts';
import type { PortProvider } from './port-provider.ts';
import { settlesWithin } from './settles-within.ts';

export interface ModuleGraphOptions {
  /** The modules to run here, in any order. */
  readonly modules: readonly Module[];
  readonly ports: PortProvider;
  readonly registry: ServiceRegistry;
  readonly clients: Pick<ClientDirectory, 'client' | 'clientAt'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly ownAddress: string;
  /** All handlers are registered, nothing has started: the moment to serve them to other processes. */
  readonly onCreated?: () => Promise<void>;
}

/** A module that could not be created or started; the message says which and why. */
export class ModuleStartError extends Error {
  override readonly name = 'ModuleStartError';

  constructor(moduleName: string, cause: unknown) {
    super(`${moduleName} failed to start: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

interface CreatedModule {
  readonly name: string;
  readonly running: RunningModule;
}

/**
 * The modules of one process. Created and started with providers before callers, stopped in reverse. Knows nothing of
 * what they do, and there is one path whatever the selection is.
 */
export class ModuleGraph {
  readonly #options: ModuleGraphOptions;
  readonly #created: CreatedModule[] = [];

  private constructor(options: ModuleGraphOptions) {
    this.#options = options;
  }

  /** @throws ModuleStartError after everything that had been created was stopped again (at most `stopTimeoutMs`). */
  static async start(options: ModuleGraphOptions, stopTimeoutMs: number): Promise<ModuleGraph> {
    const graph = new ModuleGraph(options);
    try {
      await graph.#start();
    } catch (error) {
      await graph.stop(stopTimeoutMs);
      throw error;
    }
    return graph;
  }

  /**
   * Stops the modules in reverse order, all together within `timeoutMs`; what takes longer is left behind and logged.
   * Never rejects. True if everything stopped cleanly.
   */
  async stop(timeoutMs: number): Promise<boolean> {
    const { timers, logger } = this.#options;
    const deadlineMs = timers.monotonicMs() + timeoutMs;
    let isClean = true;
    for (let created = this.#created.pop(); created !== undefined; created = this.#created.pop()) {
      const leftMs = Math.max(0, deadlineMs - timers.monotonicMs());
      try {
        const inTime = await settlesWithin(created.running.stop?.(), leftMs, timers);
        if (!inTime) logger.error({ module: created.name }, 'did not stop in time');
        isClean &&= inTime;
      } catch (error) {
        logger.error({ module: created.name, err: error }, 'failed to stop');
        isClean = false;
      }
    }
    return isClean;
  }

  async #start(): Promise<void> {
    for (const module of orderModules(this.#options.modules)) {
      await this.#step(module.name, async () => {
        const running = await module.create(await this.#environmentOf(module));
        this.#created.push({ name: module.name, running });
        if (module.provides !== undefined) this.#register(module.provides, running);
      });
    }
    await this.#options.onCreated?.();
    for (const { name, running } of this.#created) {
      await this.#step(name, async () => running.start?.());
      this.#options.logger.debug({ module: name }, 'started');
    }
  }

  #register(contract: AnyContract, running: RunningModule): void {
    if (running.handlers === undefined) throw new Error(`it provides ${contract.name} but has no handlers`);
    this.#options.registry.add(contract, running.handlers);
  }

  async #step(moduleName: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      throw new ModuleStartError(moduleName, error);
    }
  }

  async #environmentOf(module: Module): Promise<ModuleEnvironment> {
    const { ports, clients, clock, timers, random, logger, metrics, ownAddress } = this.#options;
    const opened = {
      kv: module.ports.includes('kv') ? await ports.kv() : undefined,
      eventLog: module.ports.includes('eventLog') ? await ports.eventLog() : undefined,
      presence: module.ports.includes('presence') ? await ports.presence() : undefined,
    };
    const port = <Name extends PortName>(name: Name): NonNullable<(typeof opened)[Name]> => {
      const instance = opened[name];
      if (instance === undefined) throw new Error(`${module.name} does not declare the port ${name}`);
      return instance;
    };
    return {
      client: (contract) => {
        if (!module.calls.includes(contract))
          throw new Error(`${module.name} does not declare calls to ${contract.name}`);
        return clients.client(contract);
      },
      clientAt: (contract, address) => clients.clientAt(contract, address),
      get kv() {
        return port('kv');
      },
      get eventLog() {
        return port('eventLog');
      },
      get presence() {
        return port('presence');
      },
      clock,
      timers,
      random,
      logger: logger.child({ module: module.name }),
      metrics,
      ownAddress,
    };
  }
}
