import { isIP } from 'node:net';

import type { Timer, Timers } from '@microchat/ports/time';

import { type Endpoint, formatEndpoint } from './endpoint.ts';
import type { RpcObserver } from './rpc-observer.ts';

/** The IP addresses of a host name. Rejects if there is none, or nobody could be asked. */
export type HostLookup = (host: string) => Promise<readonly string[]>;

export interface InstanceResolverOptions {
  readonly endpoints: readonly Endpoint[];
  readonly lookup: HostLookup;
  readonly timers: Timers;
  readonly observer: RpcObserver;
  /** Default: 5 seconds. */
  readonly intervalMs?: number | undefined;
  /** All instances, `IP:port` -> the endpoint that named it first; called at the start and after each change. */
  readonly onInstances: (instances: ReadonlyMap<string, Endpoint>) => void;
}

const intervalMsDefault = 5_000;
/** More instances than this are not used: a name that resolves to hundreds of addresses is a mistake. */
export const instancesMax = 64;

/** Keeps asking for the addresses behind the host names of a service; every address is an instance. */
export class InstanceResolver {
  readonly #options: InstanceResolverOptions;
  /** By host name; what a name last resolved to stays while it cannot be resolved. */
  readonly #known = new Map<string, readonly string[]>();
  readonly #hosts: readonly string[];
  #lastInstances = '';
  #timer: Timer | undefined;
  #isClosed = false;

  constructor(options: InstanceResolverOptions) {
    this.#options = options;
    this.#hosts = [...new Set(options.endpoints.map(({ host }) => host).filter((host) => isIP(host) === 0))];
  }

  /** Addresses are reported before it returns, names when they are resolved. */
  start(): void {
    this.#report();
    if (this.#hosts.length > 0) void this.#resolveAll();
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
  }

  async #resolveAll(): Promise<void> {
    await Promise.all(this.#hosts.map((host) => this.#resolve(host)));
    if (this.#isClosed) return;
    this.#report();
    this.#timer = this.#options.timers.after(
      this.#options.intervalMs ?? intervalMsDefault,
      () => void this.#resolveAll(),
    );
  }

  async #resolve(host: string): Promise<void> {
    try {
      const addresses = await this.#options.lookup(host);
      if (addresses.length > 0) this.#known.set(host, [...addresses].sort());
    } catch (error) {
      this.#options.observer.lookupFailed(host, error);
    }
  }

  #report(): void {
    const instances = new Map<string, Endpoint>();
    for (const endpoint of this.#options.endpoints) {
      const { host, port } = endpoint;
      const addresses = isIP(host) === 0 ? (this.#known.get(host) ?? []) : [host];
      for (const address of addresses) {
        const instance = formatEndpoint({ host: address, port });
        if (!instances.has(instance) && instances.size < instancesMax) instances.set(instance, endpoint);
      }
    }
    const key = [...instances.keys()].join();
    if (key === this.#lastInstances) return;
    this.#lastInstances = key;
    this.#options.onInstances(instances);
  }
}
