import { ServiceError } from '@microchat/core/service-error';
import type { Timers } from '@microchat/ports/time';
import type { PresenceDefinition } from '@microchat/presence/contract';
import type { Client } from '@microchat/rpc/service-contract';

/** Topics in one call; presence takes no more. */
const topicsPerCall = 500;
const retryDelayMs = 250;

interface Interest {
  wanted: boolean;
  /** Whether presence knows it under the current incarnation; unknown after a call that failed. */
  registered: 'yes' | 'no' | 'unknown';
  /** A call about this topic is under way; the next one waits for it. */
  busy: boolean;
  waiters: Waiter[];
}

interface Waiter {
  resolve(): void;
  reject(error: Error): void;
}

export interface InterestDependencies {
  readonly presence: Pick<Client<PresenceDefinition>, 'register' | 'unregister'>;
  readonly timers: Timers;
  /** Presence does not know the lease of this incarnation. */
  leaseLost(incarnation: string): void;
  /** A call failed and will be repeated. */
  retried(error: unknown): void;
}

/**
 * Keeps presence informed of the topics that this worker wants. Changes of one topic are serialised: a topic that is
 * wanted again while it is being unregistered is registered after that, never before. What queues in one turn goes in
 * one call. Failed calls are repeated until they succeed or nobody wants the topic any more.
 */
export class InterestRegistry {
  readonly #dependencies: InterestDependencies;
  readonly #interests = new Map<string, Interest>();
  readonly #pending = new Set<string>();
  #incarnation: string | undefined;
  /** Of the last call: a removal that was given up and arrives late must not end a later registration. */
  #order = 0;
  #scheduled = false;

  constructor(dependencies: InterestDependencies) {
    this.#dependencies = dependencies;
  }

  /** Topics that are wanted, or still have to be unregistered. */
  get size(): number {
    return this.#interests.size;
  }

  want(topic: string): void {
    const interest = this.#interests.get(topic);
    if (interest === undefined) {
      this.#interests.set(topic, { wanted: true, registered: 'no', busy: false, waiters: [] });
    } else interest.wanted = true;
    this.#enqueue(topic);
  }

  unwant(topic: string): void {
    const interest = this.#interests.get(topic);
    if (interest === undefined) return;
    interest.wanted = false;
    for (const waiter of interest.waiters.splice(0)) waiter.reject(new Error('the topic is no longer wanted'));
    this.#enqueue(topic);
  }

  /**
   * Resolves when every one of these wanted topics is registered: whoever asks presence from then on finds this worker.
   * Rejects if one of them is no longer wanted.
   */
  async registered(topics: readonly string[]): Promise<void> {
    await Promise.all(topics.map((topic) => this.#registered(topic)));
  }

  /** A lease has been opened: everything wanted is registered under it. */
  rebind(incarnation: string): void {
    this.#incarnation = incarnation;
    for (const [topic, interest] of this.#interests) {
      interest.registered = 'no';
      this.#enqueue(topic);
    }
  }

  /** Resolves when everything that is wanted now is registered, or no longer wanted. */
  async settled(): Promise<void> {
    const topics = [...this.#interests].filter(([, interest]) => interest.wanted).map(([topic]) => topic);
    await Promise.allSettled(topics.map((topic) => this.#registered(topic)));
  }

  #registered(topic: string): Promise<void> {
    const interest = this.#interests.get(topic);
    if (interest === undefined || !interest.wanted) return Promise.reject(new Error('the topic is not wanted'));
    if (interest.registered === 'yes') return Promise.resolve();
    return new Promise((resolve, reject) => interest.waiters.push({ resolve, reject }));
  }

  #enqueue(topic: string): void {
    this.#pending.add(topic);
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#pump();
    });
  }

  #pump(): void {
    const incarnation = this.#incarnation;
    if (incarnation === undefined) return;
    const register: string[] = [];
    const unregister: string[] = [];
    for (const topic of this.#pending) {
      const interest = this.#interests.get(topic);
      // A busy topic is looked at again when its call has ended.
      if (interest === undefined || interest.busy) continue;
      if (interest.wanted && interest.registered !== 'yes') register.push(topic);
      else if (!interest.wanted && interest.registered !== 'no') unregister.push(topic);
      else if (!interest.wanted) this.#interests.delete(topic);
    }
    this.#pending.clear();
    for (const topics of inBatches(register)) void this.#call('register', incarnation, topics);
    for (const topics of inBatches(unregister)) void this.#call('unregister', incarnation, topics);
  }

  async #call(method: 'register' | 'unregister', incarnation: string, topics: string[]): Promise<void> {
    const { presence, retried, leaseLost } = this.#dependencies;
    for (const topic of topics) this.#setBusy(topic, true);
    this.#order += 1;
    const order = this.#order;
    let succeeded = false;
    try {
      await presence[method]({ incarnation, topics, order });
      succeeded = true;
    } catch (error) {
      // After that everything is registered anew under the next incarnation.
      if (isLeaseLost(error)) leaseLost(incarnation);
      retried(error);
    }
    for (const topic of topics) this.#setBusy(topic, false);
    const current = incarnation === this.#incarnation;
    if (current) for (const topic of topics) this.#settle(topic, outcomeOf(method, succeeded));
    if (succeeded || !current) for (const topic of topics) this.#enqueue(topic);
    else this.#dependencies.timers.after(retryDelayMs, () => topics.forEach((topic) => this.#enqueue(topic)));
  }

  #setBusy(topic: string, busy: boolean): void {
    const interest = this.#interests.get(topic);
    if (interest !== undefined) interest.busy = busy;
  }

  #settle(topic: string, registered: Interest['registered']): void {
    const interest = this.#interests.get(topic);
    if (interest === undefined) return;
    interest.registered = registered;
    if (registered === 'yes') for (const waiter of interest.waiters.splice(0)) waiter.resolve();
  }
}

function* inBatches(topics: readonly string[]): Generator<string[]> {
  for (let start = 0; start < topics.length; start += topicsPerCall) yield topics.slice(start, start + topicsPerCall);
}

function outcomeOf(method: 'register' | 'unregister', succeeded: boolean): Interest['registered'] {
  if (!succeeded) return 'unknown';
  return method === 'register' ? 'yes' : 'no';
}

function isLeaseLost(error: unknown): boolean {
  return error instanceof ServiceError && error.reason === 'LEASE_LOST';
}
