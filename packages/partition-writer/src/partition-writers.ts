import type { ServiceError } from '@microchat/core/service-error';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Clock, Random, Timers } from '@microchat/ports/time';
import type { PartitionMachine } from './partition-machine.ts';
import { PartitionWriter } from './partition-writer.ts';
import type { Cancellation } from './request-queue.ts';
import type { WriterEnvironment } from './writer-environment.ts';
import { shuttingDown, storeBusy, writerBusy } from './writer-errors.ts';
import { defaultWriterLimits, type WriterLimits } from './writer-limits.ts';
import type { WriterObserver } from './writer-observer.ts';

export interface PartitionWritersOptions<State, Request, Reply> {
  readonly kv: KvStore;
  /** All keys live in this table, which nobody else writes to. */
  readonly table: string;
  readonly machine: PartitionMachine<State, Request, Reply>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly limits?: Partial<WriterLimits>;
  readonly observer?: WriterObserver;
}

/**
 * The one way in which stores write: for each key a single-threaded writer with the partition's state and version in
 * memory. While a commit is in flight requests queue, and the next commit carries as many as fit; so one compare-and-set
 * pays for many requests. Several processes may write to the same partition: correctness never depends on being alone,
 * because the compare-and-set decides and the loser reads and decides again.
 */
export class PartitionWriters<State, Request, Reply> {
  readonly #environment: WriterEnvironment<State, Request, Reply>;
  readonly #active = new Map<string, PartitionWriter<State, Request, Reply>>();
  /** Writers without work and their weights, the longest unused first. */
  readonly #idle = new Map<string, { writer: PartitionWriter<State, Request, Reply>; weight: number }>();
  #idleWeight = 0;
  #waiting = 0;
  #closing: PromiseWithResolvers<void> | undefined;

  constructor(options: PartitionWritersOptions<State, Request, Reply>) {
    // Commit ids must differ between processes and restarts: 96 random bits, then a counter.
    const incarnation = Buffer.from(options.random.bytes(12)).toString('hex');
    let commits = 0;
    this.#environment = {
      kv: options.kv,
      table: options.table,
      machine: options.machine,
      clock: options.clock,
      timers: options.timers,
      random: options.random,
      limits: { ...defaultWriterLimits, ...options.limits },
      observer: options.observer ?? {},
      nextCommitId: () => `${incarnation}.${((commits += 1)).toString(36)}`,
    };
  }

  /** Keys whose state is kept or being written. */
  get size(): number {
    return this.#active.size + this.#idle.size;
  }

  /** Requests that wait for their answer. */
  get waiting(): number {
    return this.#waiting;
  }

  /**
   * Resolves with the machine's reply when its commit is durable. Requests of one key are decided in the order of the
   * calls. A request whose `signal` aborts before it is taken into a batch is not decided on (CANCELLED).
   * @throws ServiceError the machine's own; RESOURCE_EXHAUSTED/WRITER_BUSY or STORE_BUSY: not done, a queue is full;
   *   UNAVAILABLE/STORE_UNAVAILABLE: the store is away, the request may have been done or be done yet: repeat it, the
   *   machine's de-duplication answers; ABORTED/WRITER_CONFLICT: not done; UNAVAILABLE/SHUTTING_DOWN: not done.
   */
  submit(key: string, request: Request, options: { readonly signal?: Cancellation } = {}): Promise<Reply> {
    const { machine, observer } = this.#environment;
    const refusal = this.#refusal();
    if (refusal !== undefined) return Promise.reject(refusal);
    const cost = machine.cost(request);
    const { promise, resolve, reject } = this.#waitingCall<Reply>();
    const isTaken = this.#activate(key).submit({
      request,
      cost,
      signal: options.signal,
      resolve,
      reject,
    });
    if (!isTaken) {
      observer.busy?.();
      reject(writerBusy());
    }
    return promise;
  }

  /**
   * Looks at a state that contains every commit that resolved before the call (one read of the version if it is cached).
   * `view` must neither change nor keep the state.
   * @throws ServiceError UNAVAILABLE/STORE_UNAVAILABLE or SHUTTING_DOWN, RESOURCE_EXHAUSTED/STORE_BUSY; whatever `view` throws.
   */
  inspect<View>(key: string, view: (state: State) => View): Promise<View> {
    const refusal = this.#refusal();
    if (refusal !== undefined) return Promise.reject(refusal);
    const { promise, resolve, reject } = this.#waitingCall<View>();
    this.#activate(key).inspect({
      view: (state) => {
        try {
          resolve(view(state));
        } catch (error) {
          reject(error);
        }
      },
      reject,
    });
    return promise;
  }

  /** Refuses new requests and resolves when all waiting ones have their answer. */
  async close(): Promise<void> {
    this.#closing ??= Promise.withResolvers<void>();
    if (this.#active.size === 0) this.#closing.resolve();
    await this.#closing.promise;
    this.#idle.clear();
    this.#idleWeight = 0;
  }

  #refusal(): ServiceError | undefined {
    if (this.#closing !== undefined) return shuttingDown();
    if (this.#waiting < this.#environment.limits.waitingMax) return undefined;
    this.#environment.observer.busy?.();
    return storeBusy();
  }

  /** A promise that is counted as waiting until it is settled. */
  #waitingCall<Value>(): PromiseWithResolvers<Value> {
    const call = Promise.withResolvers<Value>();
    this.#waiting += 1;
    const settled = () => {
      this.#waiting -= 1;
    };
    call.promise.then(settled, settled);
    return call;
  }

  #activate(key: string): PartitionWriter<State, Request, Reply> {
    const active = this.#active.get(key);
    if (active !== undefined) return active;
    const idle = this.#idle.get(key);
    if (idle !== undefined) {
      this.#idle.delete(key);
      this.#idleWeight -= idle.weight;
    }
    const writer =
      idle?.writer ?? new PartitionWriter(key, this.#environment, (idleWriter) => this.#retire(idleWriter));
    this.#active.set(key, writer);
    return writer;
  }

  #retire(writer: PartitionWriter<State, Request, Reply>): void {
    this.#active.delete(writer.key);
    const weight = writer.weight;
    if (weight > 0) {
      this.#idle.set(writer.key, { writer, weight });
      this.#idleWeight += weight;
      this.#evict();
    }
    if (this.#active.size === 0) this.#closing?.resolve();
  }

  #evict(): void {
    const { limits, observer } = this.#environment;
    for (const [key, { weight }] of this.#idle) {
      if (this.#idle.size <= limits.idleMax && this.#idleWeight <= limits.idleWeightMax) return;
      this.#idle.delete(key);
      this.#idleWeight -= weight;
      observer.evicted?.();
    }
  }
}
