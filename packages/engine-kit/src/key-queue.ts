import type { TakenRecord } from './taken-record.ts';

/** What follows from a failure. */
export interface FailureVerdict {
  /** Set if the record in front is to be given up. */
  readonly park?: TakenRecord;
  /** When the records are tried again otherwise. */
  readonly retryDelayMs: number;
}

/** `poison`: can never work. `later`: works once something else is back. `other`: who knows. */
export type FailureKind = 'poison' | 'later' | 'other';

const retryDelayMinMs = 10;
const retryDelayMaxMs = 1_000;

/**
 * The records of one key in their order, and how their handling goes. A batch that failed is handed out again record
 * by record, so that the cause is pinned to the record that has it and only that one is parked.
 */
export class KeyQueue {
  readonly key: string;
  readonly #waiting: TakenRecord[] = [];
  /** Records still to be handed out alone. */
  #isolated = 0;
  /** Attempts of the record in front that count towards parking. */
  #attempts = 0;
  /** Failures in a row, for the backoff. */
  #failures = 0;

  constructor(key: string) {
    this.key = key;
  }

  get size(): number {
    return this.#waiting.length;
  }

  push(taken: TakenRecord): void {
    this.#waiting.push(taken);
  }

  /** The records for the next handler call; they stay in the queue until `succeeded` or parked. */
  nextBatch(batchMax: number): TakenRecord[] {
    return this.#waiting.slice(0, this.#isolated > 0 ? 1 : batchMax);
  }

  succeeded(batchSize: number): TakenRecord[] {
    this.#isolated = Math.max(0, this.#isolated - batchSize);
    this.#attempts = 0;
    this.#failures = 0;
    return this.#waiting.splice(0, batchSize);
  }

  failed(batchSize: number, kind: FailureKind, attemptsMax: number): FailureVerdict {
    this.#failures++;
    const retryDelayMs = this.#backoffMs();
    if (kind === 'later') return { retryDelayMs };
    if (batchSize > 1) {
      this.#isolated = batchSize;
      return { retryDelayMs };
    }
    this.#attempts++;
    const [front] = this.#waiting;
    const hopeless = kind === 'poison' || this.#attempts >= attemptsMax;
    return front !== undefined && hopeless ? { park: front, retryDelayMs } : { retryDelayMs };
  }

  #backoffMs(): number {
    return Math.min(retryDelayMaxMs, retryDelayMinMs * 2 ** Math.min(this.#failures - 1, 16));
  }
}
