import { ServiceError } from '@microchat/core/service-error';
import type { AnyContract } from '@microchat/host/module';
import type { LocalServices } from '@microchat/rpc/local-services';
import type { CallOptions, Client, ServiceContract, ServiceDefinition } from '@microchat/rpc/service-contract';
import { whileAlive } from './while-alive.ts';

type Call = (request: object, options?: CallOptions) => Promise<object>;

/** A process and what tells that it was killed. */
export interface Instance {
  readonly services: LocalServices;
  /** Rejects the calls that are under way when it happens. */
  readonly killed: AbortSignal;
}

/** Clients of services with several instances that send every call to any of them: affinity broken on purpose. */
export class AnyInstance {
  readonly #instances: readonly Instance[];
  readonly #pick: (instances: number) => number;
  readonly #caller: AbortSignal;
  readonly #clients = new Map<string, object>();

  /** @param caller tells that the process which has these clients was killed */
  constructor(instances: readonly Instance[], pick: (instances: number) => number, caller: AbortSignal) {
    this.#instances = instances;
    this.#pick = pick;
    this.#caller = caller;
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
    const targets = this.#instances.map(({ services, killed }) => ({
      killed,
      calls: services.client(contract) as unknown as Record<string, Call>,
    }));
    const calls = Object.keys(contract.methods).map((method): [string, Call] => [
      method,
      (request, options) => {
        const living = targets.filter(({ killed }) => !killed.aborted);
        const target = living[this.#pick(living.length)];
        const call = target?.calls[method];
        if (target === undefined || call === undefined) throw new Error(`nobody serves ${contract.name}.${method}`);
        return whileAlive(this.#caller, () => untilKilled(target.killed, call(request, options)));
      },
    ]);
    return Object.fromEntries(calls);
  }
}

/** As a broken connection ends its calls: whether they were executed nobody knows. */
function untilKilled<Result>(killed: AbortSignal, call: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<Result>();
  const end = () => reject(new ServiceError('UNAVAILABLE', { reason: 'CONNECTION_LOST', message: 'killed' }));
  killed.addEventListener('abort', end, { once: true });
  return Promise.race([call, promise]).finally(() => killed.removeEventListener('abort', end));
}
