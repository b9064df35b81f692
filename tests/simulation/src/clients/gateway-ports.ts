import type { AcceptedClient, ClientListener } from '@microchat/gateway/module';
import type { Life } from '../world/life.ts';

/** A gateway that listens for clients. */
export interface GatewayPort {
  readonly address: string;
  readonly life: Life;
  accept(client: AcceptedClient): void;
}

/** Where clients can connect now: what a load balancer knows. */
export class GatewayPorts {
  readonly #open = new Map<string, GatewayPort>();

  listener(address: string, life: Life, accept: (client: AcceptedClient) => void): ClientListener {
    const port: GatewayPort = { address, life, accept };
    return {
      listen: async () => {
        this.#open.set(address, port);
        return 1;
      },
      stop: () => {
        if (this.#open.get(address) === port) this.#open.delete(address);
      },
    };
  }

  /** Undefined if nobody takes connections there. */
  at(address: string): GatewayPort | undefined {
    const port = this.#open.get(address);
    return port?.life.isAlive === true ? port : undefined;
  }
}
