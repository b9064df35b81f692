import type { Timers } from '@microchat/ports/time';
import type { Logger } from 'pino';

import type { ClientDirectory } from './client-directory.ts';
import type { AnyContract, Module } from './module.ts';

export interface CalledServicesOptions {
  readonly modules: readonly Module[];
  readonly clients: Pick<ClientDirectory, 'isAvailable'>;
  readonly timers: Timers;
  readonly logger: Logger;
}

const askMs = 50;
/** How often the log says what is still waited for. */
const remindMs = 5_000;

/**
 * The services that a process calls. Its modules start when each has an instance that answers: processes may be started in
 * any order, and none ends because another one is late.
 */
export class CalledServices {
  readonly #options: CalledServicesOptions;
  readonly #awaited: Set<AnyContract>;

  constructor(options: CalledServicesOptions) {
    this.#options = options;
    this.#awaited = new Set(options.modules.flatMap(({ calls }) => calls));
  }

  /**
   * For readiness: what has never been available. An outage later does not count: it must not take every process that
   * calls the service out of its balancer, where they still serve what they can.
   */
  get missing(): string | undefined {
    this.#forgetAvailable();
    return this.#awaited.size === 0 ? undefined : `no instance of ${this.#names()} answers`;
  }

  /** Resolves when all have been available. @throws Error if nothing serves one of them, or the start is aborted */
  async available(signal: AbortSignal): Promise<void> {
    const { timers, logger } = this.#options;
    let remindAtMs = timers.monotonicMs() + remindMs;
    while (this.missing !== undefined) {
      signal.throwIfAborted();
      if (timers.monotonicMs() >= remindAtMs) {
        logger.warn({ services: this.#names() }, 'waiting for services of other processes');
        remindAtMs = timers.monotonicMs() + remindMs;
      }
      await new Promise<void>((resolve) => timers.after(askMs, resolve));
    }
  }

  #forgetAvailable(): void {
    for (const contract of this.#awaited)
      if (this.#options.clients.isAvailable(contract)) this.#awaited.delete(contract);
  }

  #names(): string {
    return [...this.#awaited].map(({ name }) => name).join(', ');
  }
}
