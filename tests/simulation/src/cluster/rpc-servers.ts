import type { ServiceRegistry } from '@microchat/rpc/service-registry';
import type { Life } from '../world/life.ts';

/** A process that can be called. */
export interface RpcServer {
  readonly life: Life;
  readonly registry: ServiceRegistry;
  /** False until its modules exist. */
  isServing: boolean;
}

/** Who listens at which address now. */
export class RpcServers {
  readonly #byAddress = new Map<string, RpcServer>();

  listen(address: string, server: RpcServer): void {
    this.#byAddress.set(address, server);
  }

  /** Undefined when the connection would be refused. */
  at(address: string): RpcServer | undefined {
    const server = this.#byAddress.get(address);
    return server?.life.isAlive === true && server.isServing ? server : undefined;
  }
}
