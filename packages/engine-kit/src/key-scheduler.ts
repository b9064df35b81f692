import { type LogRecord, PoisonRecordError, RetryLaterError } from '@microchat/ports/event-log';
import type { Timer, Timers } from '@microchat/ports/time';
import { type FailureKind, KeyQueue } from './key-queue.ts';
import type { TakenRecord } from './taken-record.ts';

export interface KeySchedulerOptions {
  readonly batchMax: number;
  readonly concurrencyMax: number;
  readonly attemptsMax: number;
  readonly timers: Timers;
  handle(key: string, records: readonly LogRecord[]): Promise<void>;
  /** These records are finished: handled or parked. */
  done(records: readonly TakenRecord[]): void;
  retrying(cause: unknown): void;
  /** May throw: then the record is not given up but tried again. */
  park(record: LogRecord, cause: unknown): void;
}

/** Runs handlers: one at a time and in order within a key, concurrently across keys, first come first served. */
export class KeyScheduler {
  readonly #options: KeySchedulerOptions;
  readonly #queues = new Map<string, KeyQueue>();
  readonly #retries = new Set<Timer>();
  #ready: KeyQueue[] = [];
  #running = 0;
  #inFlight = 0;
  #stopped = false;
  #idle: (() => void) | undefined;

  constructor(options: KeySchedulerOptions) {
    this.#options = options;
  }

  /** Records that were pushed and are not finished. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Call `run` after the last push of a turn, so that a key's records are handed out together. */
  push(taken: TakenRecord): void {
    this.#inFlight++;
    const { key } = taken.record;
    let queue = this.#queues.get(key);
    if (queue === undefined) {
      queue = new KeyQueue(key);
      this.#queues.set(key, queue);
      this.#ready.push(queue);
    }
    queue.push(taken);
  }

  run(): void {
    let started = 0;
    while (!this.#stopped && this.#running < this.#options.concurrencyMax) {
      const queue = this.#ready[started];
      if (queue === undefined) break;
      started++;
      void this.#handle(queue);
    }
    if (started > 0) this.#ready = this.#ready.slice(started);
  }

  /** Hands out nothing more. Resolves when the running handlers have ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#retries) timer.cancel();
    this.#retries.clear();
    if (this.#running === 0) return;
    await new Promise<void>((resolve) => {
      this.#idle = resolve;
    });
  }

  async #handle(queue: KeyQueue): Promise<void> {
    this.#running++;
    const batch = queue.nextBatch(this.#options.batchMax);
    let failure: { cause: unknown } | undefined;
    try {
      await this.#options.handle(
        queue.key,
        batch.map((taken) => taken.record),
      );
    } catch (cause) {
      failure = { cause };
    }
    this.#running--;
    if (failure === undefined) this.#finish(queue, queue.succeeded(batch.length));
    else this.#failed(queue, batch.length, failure.cause);
    this.run();
    if (this.#running === 0) this.#idle?.();
  }

  #finish(queue: KeyQueue, finished: readonly TakenRecord[]): void {
    this.#inFlight -= finished.length;
    if (queue.size > 0) this.#ready.push(queue);
    else this.#queues.delete(queue.key);
    this.#options.done(finished);
  }

  #failed(queue: KeyQueue, batchSize: number, cause: unknown): void {
    const verdict = queue.failed(batchSize, failureKind(cause), this.#options.attemptsMax);
    if (verdict.park !== undefined && this.#park(verdict.park.record, cause)) {
      this.#finish(queue, queue.succeeded(1));
      return;
    }
    this.#options.retrying(cause);
    this.#retry(queue, verdict.retryDelayMs);
  }

  #park(record: LogRecord, cause: unknown): boolean {
    try {
      this.#options.park(record, cause);
      return true;
    } catch {
      return false;
    }
  }

  #retry(queue: KeyQueue, delayMs: number): void {
    if (this.#stopped) return;
    const timer = this.#options.timers.after(delayMs, () => {
      this.#retries.delete(timer);
      this.#ready.push(queue);
      this.run();
    });
    this.#retries.add(timer);
  }
}

function failureKind(cause: unknown): FailureKind {
  if (cause instanceof PoisonRecordError) return 'poison';
  return cause instanceof RetryLaterError ? 'later' : 'other';
}
