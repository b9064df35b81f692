import type { RequestCost } from './partition-machine.ts';
import { requestCancelled } from './writer-errors.ts';
import type { WriterLimits } from './writer-limits.ts';

/** Tells whether the caller of a request has gone; an AbortSignal is one. */
export interface Cancellation {
  readonly aborted: boolean;
}

/** A request and the promise of its caller. */
export interface WaitingRequest<Request, Reply> {
  readonly request: Request;
  readonly cost: RequestCost;
  readonly signal: Cancellation | undefined;
  resolve(reply: Reply): void;
  reject(error: unknown): void;
}

/** Requests of one writer in order of arrival, bounded in count and bytes. */
export class RequestQueue<Request, Reply> {
  readonly #limits: WriterLimits;
  #waiting: WaitingRequest<Request, Reply>[] = [];
  #bytes = 0;

  constructor(limits: WriterLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#waiting.length;
  }

  /** False if the queue is full. An empty queue takes a request of any size. */
  push(waiting: WaitingRequest<Request, Reply>): boolean {
    const isFull =
      this.#waiting.length >= this.#limits.queueRequestsMax ||
      (this.#waiting.length > 0 && this.#bytes + waiting.cost.bytes > this.#limits.queueBytesMax);
    if (isFull) return false;
    this.#waiting.push(waiting);
    this.#bytes += waiting.cost.bytes;
    return true;
  }

  /** The longest prefix that fits a commit, at least one. Requests whose caller has gone are rejected on the way. */
  takeBatch(): WaitingRequest<Request, Reply>[] {
    const batch: WaitingRequest<Request, Reply>[] = [];
    let rows = 0;
    let bytes = 0;
    let taken = 0;
    for (const waiting of this.#waiting) {
      if (waiting.signal?.aborted) {
        waiting.reject(requestCancelled());
      } else {
        rows += waiting.cost.rows;
        bytes += waiting.cost.bytes;
        const fits = rows <= this.#limits.batchRowsMax && bytes <= this.#limits.batchBytesMax;
        if (batch.length > 0 && (!fits || batch.length >= this.#limits.batchMax)) break;
        batch.push(waiting);
      }
      taken += 1;
    }
    this.#remove(taken);
    return batch;
  }

  /** Requests that were taken but not decided on go first again. */
  putBack(rest: readonly WaitingRequest<Request, Reply>[]): void {
    if (rest.length === 0) return;
    this.#waiting = [...rest, ...this.#waiting];
    for (const waiting of rest) this.#bytes += waiting.cost.bytes;
  }

  takeAll(): WaitingRequest<Request, Reply>[] {
    const all = this.#waiting;
    this.#waiting = [];
    this.#bytes = 0;
    return all;
  }

  #remove(count: number): void {
    for (const waiting of this.#waiting.splice(0, count)) this.#bytes -= waiting.cost.bytes;
  }
}
