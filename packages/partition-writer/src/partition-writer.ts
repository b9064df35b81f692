import { ServiceError } from '@microchat/core/service-error';
import { BatchRun } from './batch-run.ts';
import { CachedPartition, PartitionUnreadableError } from './cached-partition.ts';
import { RequestQueue, type WaitingRequest } from './request-queue.ts';
import { turnEnd } from './turn-end.ts';
import type { WriterEnvironment } from './writer-environment.ts';
import { isPassing, storeUnavailable } from './writer-errors.ts';

/** A look at the state that waits for its turn. */
export interface Inspection<State> {
  view(state: State): void;
  reject(error: unknown): void;
}

/** The single-threaded writer of one key: one batch at a time, requests queue meanwhile. */
export class PartitionWriter<State, Request, Reply> {
  readonly key: string;
  readonly #environment: WriterEnvironment<State, Request, Reply>;
  readonly #cached: CachedPartition<State>;
  readonly #queue: RequestQueue<Request, Reply>;
  readonly #onIdle: (writer: PartitionWriter<State, Request, Reply>) => void;
  #inspections: Inspection<State>[] = [];
  #isRunning = false;

  constructor(
    key: string,
    environment: WriterEnvironment<State, Request, Reply>,
    onIdle: (writer: PartitionWriter<State, Request, Reply>) => void,
  ) {
    this.key = key;
    this.#environment = environment;
    this.#cached = new CachedPartition(key, environment);
    this.#queue = new RequestQueue(environment.limits);
    this.#onIdle = onIdle;
  }

  /** What keeping this writer costs; 0 = it holds nothing worth keeping. */
  get weight(): number {
    const { current } = this.#cached;
    if (current === undefined) return 0;
    return Math.max(1, this.#environment.machine.weigh?.(current.state) ?? 1);
  }

  /** False if the queue is full. */
  submit(waiting: WaitingRequest<Request, Reply>): boolean {
    if (!this.#queue.push(waiting)) return false;
    this.#wake();
    return true;
  }

  inspect(inspection: Inspection<State>): void {
    this.#inspections.push(inspection);
    this.#wake();
  }

  #wake(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    while (this.#inspections.length > 0 || this.#queue.size > 0) {
      // Callers that have just got their reply may send the next request in this turn.
      await turnEnd();
      if (this.#inspections.length > 0) await this.#answerInspections();
      const batch = this.#queue.takeBatch();
      if (batch.length > 0) await this.#serve(batch);
    }
    this.#isRunning = false;
    this.#onIdle(this);
  }

  async #answerInspections(): Promise<void> {
    const inspections = this.#inspections;
    this.#inspections = [];
    try {
      await this.#cached.forgetIfOutdated();
      const { state } = this.#cached.current ?? (await this.#cached.load()).current;
      for (const inspection of inspections) inspection.view(state);
    } catch (error) {
      this.#cached.forget();
      const cause = publicError(error);
      for (const inspection of inspections) inspection.reject(cause);
    }
  }

  async #serve(batch: readonly WaitingRequest<Request, Reply>[]): Promise<void> {
    const requests = batch.map(({ request }) => request);
    try {
      const replies = await new BatchRun(this.#environment, this.#cached, requests).replies();
      this.#queue.putBack(batch.slice(replies.length));
      for (const [place, reply] of replies.entries()) {
        if (reply instanceof ServiceError) batch[place]?.reject(reply);
        else batch[place]?.resolve(reply);
      }
    } catch (error) {
      this.#cached.forget();
      const isUnreadable = error instanceof PartitionUnreadableError;
      this.#fail(isUnreadable ? [...batch, ...this.#queue.takeAll()] : batch, publicError(error));
    }
  }

  #fail(failed: readonly WaitingRequest<Request, Reply>[], cause: unknown): void {
    const { observer } = this.#environment;
    const code = cause instanceof ServiceError ? cause.code : undefined;
    if (code === 'UNAVAILABLE') observer.unavailable?.(failed.length);
    else if (code === 'ABORTED') observer.aborted?.(failed.length);
    else observer.failed?.(failed.length);
    for (const waiting of failed) waiting.reject(cause);
  }
}

/** What the callers are told. */
function publicError(error: unknown): unknown {
  return error instanceof PartitionUnreadableError || isPassing(error) ? storeUnavailable() : error;
}
