import type { Random, Timers } from '@microchat/ports/time';

import { createClient } from './client.ts';
import { LocalChannel } from './local-transport.ts';
import { type RpcObserver, silentObserver } from './rpc-observer.ts';
import type { Client, Handlers, ServiceContract, ServiceDefinition } from './service-contract.ts';
import { ServiceRegistry } from './service-registry.ts';

export interface LocalServicesOptions {
  readonly timers: Timers;
  readonly random: Random;
  readonly observer?: RpcObserver;
}

/** Services and their clients in one process without a module graph: `add` handlers, then ask for clients. */
export class LocalServices {
  readonly registry: ServiceRegistry;
  readonly #channel: LocalChannel;
  readonly #options: Required<LocalServicesOptions>;

  constructor(options: LocalServicesOptions) {
    this.#options = { observer: silentObserver, ...options };
    this.registry = new ServiceRegistry(this.#options.observer);
    this.#channel = new LocalChannel(this.registry, this.#options);
  }

  /** Missing handlers answer UNIMPLEMENTED. */
  add<Definition extends ServiceDefinition>(
    contract: ServiceContract<Definition>,
    handlers: Partial<Handlers<Definition>>,
  ): this {
    this.registry.add(contract, handlers);
    return this;
  }

  client<Definition extends ServiceDefinition>(contract: ServiceContract<Definition>): Client<Definition> {
    return createClient(contract, this.#channel, this.#options);
  }
}
