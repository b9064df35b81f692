import type { ServiceError } from '@microchat/core/service-error';
import type { Random, Timer, Timers } from '@microchat/ports/time';

import { type Channel, failLater, type InstanceChannel, type OutgoingCall } from './channel.ts';
import { chooseInstance } from './choose-instance.ts';
import type { Endpoint } from './endpoint.ts';
import { Instance } from './instance.ts';
import { type HostLookup, InstanceResolver } from './instance-resolver.ts';
import { PooledCall } from './pooled-call.ts';
import type { RpcObserver } from './rpc-observer.ts';
import { connectionLost, instanceSilent, notConnected, wasNotExecuted } from './transport-errors.ts';

export interface InstancePoolOptions {
  /** Where the instances are, at least one. */
  readonly endpoints: readonly Endpoint[];
  readonly lookup: HostLookup;
  /** A way to the instance at `address` (`IP:port`), which `endpoint` named. */
  connect(address: string, endpoint: Endpoint, onLost: () => void): InstanceChannel;
  readonly timers: Timers;
  readonly random: Random;
  readonly observer: RpcObserver;
  /** How often host names are resolved again. Default: 5 seconds. */
  readonly lookupIntervalMs?: number | undefined;
}

/** How often silence is looked for while calls are in flight. */
const watchMs = 250;
/** A watch this late means that this process was stopped itself. */
const lateMsMax = 1_000;

/**
 * A service with several instances. A call goes to the instance that its affinity key picks, or to the less busy of two at
 * random; instances that do not answer are passed over. A call that was certainly not executed goes on to the next
 * instance at once; one that may have been comes back to the client, which repeats safe ones within its budget.
 */
export class InstancePool implements Channel {
  readonly #options: InstancePoolOptions;
  readonly #resolver: InstanceResolver;
  readonly #instances = new Map<string, Instance>();
  #all: readonly Instance[] = [];
  #available: readonly Instance[] = [];
  #watchTimer: Timer | undefined;
  #watchedAtMs = 0;
  #isClosed = false;

  constructor(options: InstancePoolOptions) {
    this.#options = options;
    this.#resolver = new InstanceResolver({
      ...options,
      intervalMs: options.lookupIntervalMs,
      onInstances: (instances) => this.#update(instances),
    });
    this.#resolver.start();
  }

  /** Instances that answer. */
  get availableCount(): number {
    return this.#available.length;
  }

  start(call: OutgoingCall): () => void {
    if (this.#isClosed) return failLater(call, connectionLost());
    const instance = this.#choose(call);
    if (instance === undefined) return failLater(call, notConnected());
    const pooled = new PooledCall(call, this);
    pooled.startAt(instance);
    this.#watch();
    return () => pooled.cancel();
  }

  /** @see CallMoves */
  move(call: PooledCall, error: ServiceError): boolean {
    if (this.#isClosed || !wasNotExecuted(error)) return false;
    const instance = this.#choose(call);
    // Once round is enough.
    if (instance === undefined || call.failedAt.includes(instance.address)) return false;
    this.#options.observer.failedOver(call.method.path);
    call.startAt(instance);
    return true;
  }

  close(): void {
    this.#isClosed = true;
    this.#resolver.close();
    this.#watchTimer?.cancel();
    for (const instance of this.#instances.values()) instance.close();
  }

  #choose(call: OutgoingCall): Instance | undefined {
    return chooseInstance(call, this.#available, this.#all, this.#options.random);
  }

  #update(found: ReadonlyMap<string, Endpoint>): void {
    if (this.#isClosed) return;
    for (const [address, instance] of this.#instances) {
      if (found.has(address)) continue;
      this.#instances.delete(address);
      instance.retire();
    }
    for (const [address, endpoint] of found) {
      if (!this.#instances.has(address)) this.#add(address, endpoint);
    }
    this.#all = [...this.#instances.values()];
    this.#refreshAvailable();
  }

  #add(address: string, endpoint: Endpoint): void {
    const { timers, random, observer } = this.#options;
    const instance = new Instance({
      address,
      timers,
      random,
      observer,
      connect: (onLost) => this.#options.connect(address, endpoint, onLost),
      onChange: (changed) => this.#changed(changed),
    });
    this.#instances.set(address, instance);
    instance.open();
  }

  #changed(instance: Instance): void {
    this.#refreshAvailable();
    // Where nobody else answers, waiting is all that can be done.
    if (instance.state === 'suspect' && this.#available.length > 0) this.#abandonSafeCalls(instance);
  }

  #refreshAvailable(): void {
    this.#available = this.#all.filter((instance) => instance.isAvailable);
  }

  /** What may be repeated is repeated elsewhere, the rest waits for the instance or its deadline. */
  #abandonSafeCalls(instance: Instance): void {
    for (const call of [...instance.calls]) {
      if (call.method.options.retry === 'safe') call.abandon(instanceSilent());
    }
  }

  #watch(): void {
    if (this.#watchTimer !== undefined) return;
    this.#watchedAtMs = this.#options.timers.monotonicMs();
    this.#watchTimer = this.#options.timers.after(watchMs, () => {
      this.#watchTimer = undefined;
      const wasStopped = this.#options.timers.monotonicMs() - this.#watchedAtMs > watchMs + lateMsMax;
      for (const instance of this.#all) {
        if (wasStopped) instance.forgiveSilence();
        else instance.watch();
      }
      if (this.#all.some((instance) => instance.calls.size > 0)) this.#watch();
    });
  }
}
