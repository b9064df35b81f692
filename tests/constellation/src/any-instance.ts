import type { AnyContract } from '@microchat/host/module';
import type { LocalServices } from '@microchat/rpc/local-services';
import type { CallOptions, Client, ServiceContract, ServiceDefinition } from '@microchat/rpc/service-contract';

type Call = (request: object, options?: CallOptions) => Promise<object>;

/** Clients of services with several instances that send every call to any of them: affinity broken on purpose. */
export class AnyInstance {
  readonly #instances: readonly LocalServices[];
  readonly #pick: (instances: number) => number;
  readonly #clients = new Map<string, object>();

  constructor(instances: readonly LocalServices[], pick: (instances: number) => number) {
    this.#instances = instances;
    this.#pick = pick;
  }

  client<Definition extends ServiceDefinition>(contract: ServiceContract<Definition>): Client<Definition> {
    let client = this.#clients.get(contract.name);
    if (client === undefined) {
      client = this.#spread(contract);
      this.#clients.set(contract.name, client);
    }
    return client as Client<Definition>;
  }

  #spread(contract: AnyContract): object {
    const clients = this.#instances.map((services) => services.client(contract) as unknown as Record<string, Call>);
    const calls = Object.keys(contract.methods).map((method): [string, Call] => [
      method,
      (request, options) => {
        const call = clients[this.#pick(clients.length)]?.[method];
        if (call === undefined) throw new Error(`no instance has ${contract.name}.${method}`);
        return call(request, options);
      },
    ]);
    return Object.fromEntries(calls);
  }
}
