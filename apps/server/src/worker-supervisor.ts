import type { Timer, Timers } from '@microchat/ports/time';
import type { Logger } from 'pino';

import type { ProcessMessage } from './process-messages.ts';
import { RestartBackoff } from './restart-backoff.ts';
import type { WorkerProcess } from './worker-process.ts';

export interface WorkerSupervisorOptions {
  readonly workerId: number;
  readonly fork: () => WorkerProcess;
  readonly timers: Timers;
  readonly logger: Logger;
  /** A worker drains its connections; past this it is killed. */
  readonly stopTimeoutMs: number;
  /** A worker went away without being told to. */
  readonly onCrash: () => void;
}

/** A worker that does not listen by then is killed and started again. */
const startTimeoutMs = 20_000;

/** Keeps one worker process running until it is told to stop. */
export class WorkerSupervisor {
  readonly #options: WorkerSupervisorOptions;
  readonly #backoff = new RestartBackoff();
  readonly #firstStart = Promise.withResolvers<void>();
  readonly #gone = Promise.withResolvers<void>();
  #worker: WorkerProcess | undefined;
  #listeningSinceMs: number | undefined;
  #failure = '';
  #timer: Timer | undefined;
  #phase: 'first start' | 'running' | 'stopping' = 'first start';

  constructor(options: WorkerSupervisorOptions) {
    this.#options = options;
  }

  get isListening(): boolean {
    return this.#listeningSinceMs !== undefined;
  }

  /** Resolves when the worker listens. Rejects if its first start fails: then something is wrong with the setup. */
  start(): Promise<void> {
    this.#spawn();
    return this.#firstStart.promise;
  }

  /** Lets the worker drain, then kills it. */
  async stop(): Promise<void> {
    this.#phase = 'stopping';
    this.#timer?.cancel();
    if (this.#worker === undefined) return;
    this.#worker.kill('SIGTERM');
    this.#timer = this.#options.timers.after(this.#options.stopTimeoutMs, () => {
      this.#options.logger.warn({ workerId: this.#options.workerId }, 'gateway worker did not stop in time');
      this.#worker?.kill('SIGKILL');
    });
    await this.#gone.promise;
    // Whoever still waits for its first start waits in vain; after it this does nothing.
    this.#firstStart.reject(new Error('stopped while it was starting'));
  }

  #spawn(): void {
    const worker = this.#options.fork();
    this.#worker = worker;
    this.#failure = '';
    this.#timer = this.#options.timers.after(startTimeoutMs, () => {
      this.#failure = 'it did not listen in time';
      worker.kill('SIGKILL');
    });
    worker.onMessage((message) => this.#receive(message));
    worker.onExit((cause) => this.#exited(worker, cause));
  }

  #receive(message: ProcessMessage): void {
    if (message.kind === 'failed') this.#failure = message.message;
    if (message.kind !== 'listening' || this.#phase === 'stopping') return;
    const { workerId, logger, timers } = this.#options;
    this.#timer?.cancel();
    this.#listeningSinceMs = timers.monotonicMs();
    this.#phase = 'running';
    logger.info({ workerId, workerPid: this.#worker?.pid }, 'gateway worker listens');
    this.#firstStart.resolve();
  }

  #exited(worker: WorkerProcess, cause: string): void {
    // An `error` event may be followed by `exit`.
    if (this.#worker !== worker) return;
    const { workerId, logger, timers } = this.#options;
    const ranMs = this.#listeningSinceMs === undefined ? 0 : timers.monotonicMs() - this.#listeningSinceMs;
    this.#worker = undefined;
    this.#listeningSinceMs = undefined;
    this.#timer?.cancel();
    if (this.#phase === 'stopping') return this.#gone.resolve();
    if (this.#phase === 'first start') {
      this.#phase = 'stopping';
      return this.#firstStart.reject(new Error(`gateway worker ${workerId}: ${this.#failure || cause}`));
    }
    this.#options.onCrash();
    const delayMs = this.#backoff.nextDelayMs(ranMs);
    logger.error({ workerId, cause: this.#failure || cause, delayMs }, 'gateway worker is gone, starting it again');
    this.#timer = timers.after(delayMs, () => this.#spawn());
  }
}
