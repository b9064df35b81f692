import type { Logger } from 'pino';

import type { WorkerSupervisor } from './worker-supervisor.ts';

export interface GatewayFleetOptions {
  readonly count: number;
  /** Makes the keeper of worker `workerId`, from 1. */
  readonly supervise: (workerId: number) => WorkerSupervisor;
  readonly logger: Logger;
  /** How a rolling restart ended. */
  readonly restarted: (outcome: 'done' | 'failed') => void;
}

/**
 * The gateway workers of this process and their rolling restart: all new workers first, and when they listen the old ones
 * are told to go, together. Measured against one after the other this loses least: each connection moves exactly once, to
 * a worker that stays.
 *
 * Old and new workers run side by side, so they have numbers (and ports for metrics and calls) of their own: 1 to `count`
 * and `count` + 1 to 2 `count` in turns.
 */
export class GatewayFleet {
  readonly #options: GatewayFleetOptions;
  #workers: readonly WorkerSupervisor[];
  #firstId = 1;
  /** Workers of a restart that are not in service yet. */
  #next: readonly WorkerSupervisor[] = [];
  #restart: Promise<void> | undefined;
  #isStopping = false;

  constructor(options: GatewayFleetOptions) {
    this.#options = options;
    this.#workers = this.#create(this.#firstId);
  }

  get listening(): number {
    return this.#workers.filter((worker) => worker.isListening).length;
  }

  /** Resolves when all listen. Rejects if the first start of one fails. */
  async start(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.start()));
  }

  /**
   * Replaces all workers. Resolves when the old ones have closed their connections and are gone. One that is under way is not
   * begun a second time. If a new worker does not come up, the old ones stay. Never rejects.
   */
  restart(): Promise<void> {
    this.#restart ??= this.#replaceAll().finally(() => {
      this.#restart = undefined;
    });
    return this.#restart;
  }

  /** Lets all workers drain; ends a restart. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all([...this.#workers, ...this.#next].map((worker) => worker.stop()));
    await this.#restart;
  }

  async #replaceAll(): Promise<void> {
    const { count, logger, restarted } = this.#options;
    if (this.#isStopping) return;
    const firstId = this.#firstId === 1 ? count + 1 : 1;
    this.#next = this.#create(firstId);
    logger.info({ count, firstId }, 'rolling restart: starting new gateway workers');
    const starts = await Promise.allSettled(this.#next.map((worker) => worker.start()));
    const failure = starts.find((start) => start.status === 'rejected');
    if (this.#isStopping) return;
    if (failure !== undefined) {
      logger.error({ err: failure.reason }, 'rolling restart given up: a new gateway worker did not start');
      const useless = this.#next;
      this.#next = [];
      await Promise.all(useless.map((worker) => worker.stop()));
      return restarted('failed');
    }
    const old = this.#workers;
    this.#workers = this.#next;
    this.#next = [];
    this.#firstId = firstId;
    logger.info({ count }, 'rolling restart: the new gateway workers listen, the old ones go');
    await Promise.all(old.map((worker) => worker.stop()));
    logger.info({ count }, 'rolling restart: done');
    restarted('done');
  }

  #create(firstId: number): readonly WorkerSupervisor[] {
    const { count, supervise } = this.#options;
    return Array.from({ length: count }, (_, position) => supervise(firstId + position));
  }
}
