import type { Clock, Random, Timers } from '@microchat/ports/time';
import type { EventLog } from '@microchat/ports/event-log';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Presence } from '@microchat/ports/presence';
import type { Client, ServiceContract, ServiceDefinition } from '@microchat/rpc/service-contract';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';

export type PortName = 'kv' | 'eventLog' | 'presence';

// oxlint-disable-next-line typescript/no-explicit-any -- a graph holds contracts of all definitions
export type AnyContract = ServiceContract<any>;

/**
 * One node of the module graph. A service's module.ts exports a function of its options that returns one; apps/server
 * lists them all. What a module calls and which ports it opens is data, so that the host can start modules in order,
 * give each its clients (local or remote) and check the directions.
 */
export interface Module {
  /** Also its name in `--target=`. */
  readonly name: string;
  /** The service it provides to others. */
  readonly provides?: AnyContract;
  /** Services that it calls. */
  readonly calls: readonly AnyContract[];
  readonly ports: readonly PortName[];
  create(environment: ModuleEnvironment): Promise<RunningModule>;
}

/** What the host hands to a module. Asking for what was not declared throws. */
export interface ModuleEnvironment {
  client<Definition extends ServiceDefinition>(contract: ServiceContract<Definition>): Client<Definition>;
  /** A client of one named instance (for example a gateway worker's DeviceSink). Cached per address. */
  clientAt<Definition extends ServiceDefinition>(
    contract: ServiceContract<Definition>,
    address: string,
  ): Client<Definition>;
  readonly kv: KvStore;
  readonly eventLog: EventLog;
  readonly presence: Presence;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  /** Carries the module's name. */
  readonly logger: Logger;
  readonly metrics: Registry;
  /** Address under which this process serves its gRPC services to others; `local:` when it serves none. */
  readonly ownAddress: string;
}

export interface RunningModule {
  /** Handlers of `provides`. */
  readonly handlers?: object;
  /** Called when all modules exist: open listeners, join consumer groups. */
  start?(): Promise<void>;
  /** Stops taking work, finishes what runs, frees everything. Called in reverse order of start. */
  stop?(): Promise<void>;
}
