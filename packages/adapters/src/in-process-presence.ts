import { type Presence, PresenceConflictError, type Worker } from '@microchat/ports/presence';
import type { Timer, Timers } from '@microchat/ports/time';

interface Lease {
  readonly worker: Worker;
  /** With the order that each was last registered with. */
  readonly topics: Map<string, number>;
  expiresMs: number;
  timer: Timer;
}

/** Incarnations remembered after their end, so that none comes back; they are random, so the bound is generous. */
const endedMax = 10_000;

/** Presence in the memory of one process. Leases run on the monotonic clock: a jump of the wall clock ends none. */
export class InProcessPresence implements Presence {
  readonly #timers: Timers;
  readonly #leases = new Map<string, Lease>();
  /** Incarnations interested in a topic. */
  readonly #topics = new Map<string, Set<string>>();
  /** Oldest first. */
  readonly #ended = new Set<string>();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  async openLease(worker: Worker, ttlMs: number): Promise<void> {
    const { incarnation } = worker;
    if (this.#leases.has(incarnation) || this.#ended.has(incarnation)) {
      throw new PresenceConflictError(`incarnation ${incarnation} was used before`);
    }
    this.#leases.set(incarnation, {
      worker: { ...worker },
      topics: new Map(),
      expiresMs: this.#timers.monotonicMs() + ttlMs,
      timer: this.#endLater(incarnation, ttlMs),
    });
  }

  async renewLease(incarnation: string, ttlMs: number): Promise<boolean> {
    const lease = this.#living(incarnation);
    if (lease === undefined) return false;
    lease.expiresMs = this.#timers.monotonicMs() + ttlMs;
    lease.timer.cancel();
    lease.timer = this.#endLater(incarnation, ttlMs);
    return true;
  }

  async closeLease(incarnation: string): Promise<void> {
    this.#end(incarnation);
  }

  async register(incarnation: string, topics: readonly string[], order: number): Promise<boolean> {
    const lease = this.#living(incarnation);
    if (lease === undefined) return false;
    for (const topic of topics) {
      lease.topics.set(topic, Math.max(order, lease.topics.get(topic) ?? 0));
      const interested = this.#topics.get(topic);
      if (interested === undefined) this.#topics.set(topic, new Set([incarnation]));
      else interested.add(incarnation);
    }
    return true;
  }

  async unregister(incarnation: string, topics: readonly string[], order: number): Promise<void> {
    const lease = this.#leases.get(incarnation);
    if (lease === undefined) return;
    for (const topic of topics) {
      const registered = lease.topics.get(topic);
      if (registered === undefined || registered > order) continue;
      lease.topics.delete(topic);
      this.#forget(incarnation, topic);
    }
  }

  async interested(topics: readonly string[]): Promise<Worker[][]> {
    return topics.map((topic) => {
      const workers: Worker[] = [];
      for (const incarnation of this.#topics.get(topic) ?? []) {
        const lease = this.#living(incarnation);
        if (lease !== undefined) workers.push({ ...lease.worker });
      }
      return workers;
    });
  }

  /** Undefined from the expiry on, even if its timer runs late. */
  #living(incarnation: string): Lease | undefined {
    const lease = this.#leases.get(incarnation);
    return lease !== undefined && this.#timers.monotonicMs() < lease.expiresMs ? lease : undefined;
  }

  #endLater(incarnation: string, ttlMs: number): Timer {
    return this.#timers.after(ttlMs, () => this.#end(incarnation));
  }

  #end(incarnation: string): void {
    const lease = this.#leases.get(incarnation);
    if (lease === undefined) return;
    lease.timer.cancel();
    this.#leases.delete(incarnation);
    for (const topic of lease.topics.keys()) this.#forget(incarnation, topic);
    this.#ended.add(incarnation);
    if (this.#ended.size > endedMax) this.#dropOldestEnded();
  }

  #forget(incarnation: string, topic: string): void {
    const interested = this.#topics.get(topic);
    interested?.delete(incarnation);
    if (interested?.size === 0) this.#topics.delete(topic);
  }

  #dropOldestEnded(): void {
    const [oldest] = this.#ended;
    if (oldest !== undefined) this.#ended.delete(oldest);
  }
}
