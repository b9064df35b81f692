import { EventLogUnavailableError } from '@microchat/ports/event-log';
import type { Timer, Timers } from '@microchat/ports/time';
import { type EncodedRecord, encodedBytes } from './record-codec.ts';
import { type AppendCall, type QueuedRecord, SendQueue } from './send-queue.ts';
import { within } from './within.ts';

/** One life of a producer. Whatever fails, it is closed and a new one is opened. */
export interface ProducerIncarnation {
  /** Resolves when all are durable, in this order per partition. A failure leaves the outcome unknown. */
  send(records: readonly EncodedRecord[]): Promise<void>;
  /** Also fails what it is sending. Never rejects. */
  close(): Promise<void>;
}

/** What a failure says about the records of the batch. */
export type SendFailure =
  | { readonly kind: 'again' }
  /** The broker does not take so many bytes at once. */
  | { readonly kind: 'tooLarge' }
  /** Records of this topic can't be written, now or later. */
  | { readonly kind: 'topicRefused'; readonly topic: string };

export interface RecordSenderOptions {
  open(): Promise<ProducerIncarnation>;
  judge(cause: unknown): SendFailure;
  readonly timers: Timers;
  /** Records and bytes that may wait. Past it `append` is refused. */
  readonly queueRecordsMax: number;
  readonly queueBytesMax: number;
  /** After waiting this long a record, and everything behind it, is given up. */
  readonly appendTimeoutMs: number;
  appended?(records: number): void;
  refused?(records: number): void;
  expired?(records: number): void;
  restarted?(cause: unknown): void;
}

/** More would not make it faster: kafkajs spends quadratic time on the records of a partition. */
const batchRecordsMax = 1_000;
/** Brokers take 1 MiB per partition and batch by default. */
const batchBytesMax = 512 * 1024;
const recordBytesMax = 768 * 1024;
const retryDelayMinMs = 50;
const retryDelayMaxMs = 2_000;

/**
 * The one sender of a process: a loop that sends one batch at a time, everything that waits by then, and repeats it until
 * it is durable before it goes on. So the order per key is the order of the calls whatever fails. A batch whose outcome is
 * unknown is repeated by a new producer and may be there twice: at least once, first occurrences in order. (The same
 * producer must not go on with another batch: it would reuse its sequence numbers, and the broker would take the new
 * records for the old ones and drop them.)
 */
export class RecordSender {
  readonly #options: RecordSenderOptions;
  readonly #queue = new SendQueue();
  #sending = false;
  #loop: Promise<void> = Promise.resolve();
  /** Records in the last batch. */
  #sendingRecords = 0;
  /** Counts up when everything that waits is given up: what the loop is doing then no longer counts. */
  #round = 0;
  #incarnation: ProducerIncarnation | undefined;
  #failures = 0;
  #batchRecordsMax = batchRecordsMax;
  #expiry: Timer | undefined;
  #closed = false;
  /** Ends the pause between two attempts. */
  #hurry: (() => void) | undefined;

  constructor(options: RecordSenderOptions) {
    this.#options = options;
  }

  /** Records that are not durable yet. */
  get waiting(): number {
    return this.#queue.size;
  }

  /**
   * Resolves when all are durable.
   * @throws EventLogUnavailableError the queue is full: nothing was taken. Or they waited too long: they, or some of them,
   *   may have reached the log, or may still.
   * @throws RangeError a record is too large for any broker.
   */
  append(records: readonly EncodedRecord[]): Promise<void> {
    if (records.length === 0) return Promise.resolve();
    const bytes = records.reduce((sum, record) => sum + encodedBytes(record), 0);
    if (records.some((record) => encodedBytes(record) > recordBytesMax)) {
      return Promise.reject(new RangeError(`a record is larger than ${recordBytesMax} bytes`));
    }
    const { queueRecordsMax, queueBytesMax, refused, timers } = this.#options;
    const full = this.#queue.size + records.length > queueRecordsMax || this.#queue.bytes + bytes > queueBytesMax;
    if (this.#closed || full) {
      refused?.(records.length);
      const state = this.#closed ? 'is closed' : `has ${this.#queue.size} records waiting`;
      return Promise.reject(new EventLogUnavailableError(`the event log ${state}`));
    }
    return new Promise((resolve, reject) => {
      const call: AppendCall = { open: records.length, sinceMs: timers.monotonicMs(), resolve, reject };
      for (const record of records) this.#queue.push({ record, call });
      this.#watch();
      this.#wake();
    });
  }

  /** Takes nothing more, sends what waits for at most `timeoutMs`, gives up the rest. */
  async close(timeoutMs: number): Promise<void> {
    this.#closed = true;
    await within(this.#options.timers, timeoutMs, this.#loop).catch(() => undefined);
    this.#giveUp('the event log was closed before the record was durable');
    this.#expiry?.cancel();
    await this.#loop;
    await this.#incarnation?.close();
  }

  #wake(): void {
    if (this.#sending) return;
    this.#sending = true;
    this.#loop = this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    // At the end of this turn of the event loop, so that the appends of a turn share a batch.
    await endOfTurn();
    while (this.#queue.size > 0) {
      const round = this.#round;
      try {
        this.#incarnation ??= await this.#options.open();
        const batch = this.#queue.peek(this.#batchRecordsMax, batchBytesMax);
        if (batch.length === 0) break;
        this.#sendingRecords = batch.length;
        await this.#incarnation.send(batch.map(({ record }) => record));
        this.#failures = 0;
        this.#batchRecordsMax = batchRecordsMax;
        if (round === this.#round) this.#finish(batch.length);
      } catch (cause) {
        await this.#failed(cause, round);
      }
    }
    this.#sending = false;
  }

  #finish(count: number): void {
    for (const { call } of this.#queue.shift(count)) {
      call.open--;
      if (call.open === 0) call.resolve();
    }
    this.#options.appended?.(count);
    this.#watch();
  }

  async #failed(cause: unknown, round: number): Promise<void> {
    this.#options.restarted?.(cause);
    this.#failures++;
    const incarnation = this.#incarnation;
    this.#incarnation = undefined;
    await incarnation?.close();
    if (round !== this.#round) return;
    const failure = this.#options.judge(cause);
    if (failure.kind === 'topicRefused') {
      const refused = this.#queue.remove(({ record }) => record.topic === failure.topic);
      this.#reject(refused, cause);
    } else if (failure.kind === 'tooLarge' && this.#sendingRecords > 1) {
      this.#batchRecordsMax = Math.floor(this.#sendingRecords / 2);
    } else if (failure.kind === 'tooLarge') {
      this.#reject(this.#queue.shift(1), cause);
    } else {
      await this.#pause(Math.min(retryDelayMaxMs, retryDelayMinMs * 2 ** Math.min(this.#failures - 1, 10)));
    }
  }

  /** Fails calls; records of theirs that still wait go with them. */
  #reject(records: readonly QueuedRecord[], cause: unknown): void {
    const rejected = new Set(records.map(({ call }) => call));
    this.#queue.remove(({ call }) => rejected.has(call));
    for (const call of rejected) call.reject(cause instanceof Error ? cause : new Error(String(cause)));
    this.#watch();
  }

  #pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#options.timers.after(delayMs, resolve);
      this.#hurry = () => {
        timer.cancel();
        resolve();
      };
    });
  }

  /** Watches the oldest call: the first that has waited too long takes everything behind it along. */
  #watch(): void {
    const { timers, appendTimeoutMs } = this.#options;
    const oldest = this.#queue.oldest;
    if (oldest === undefined) {
      this.#expiry?.cancel();
      this.#expiry = undefined;
      return;
    }
    if (this.#expiry !== undefined) return;
    const waitMs = Math.max(1, oldest.call.sinceMs + appendTimeoutMs - timers.monotonicMs());
    this.#expiry = timers.after(waitMs, () => {
      this.#expiry = undefined;
      const front = this.#queue.oldest;
      const waitedMs = front === undefined ? 0 : timers.monotonicMs() - front.call.sinceMs;
      if (waitedMs >= appendTimeoutMs) this.#giveUp(`Kafka took no records for ${appendTimeoutMs} ms`);
      this.#watch();
    });
  }

  /**
   * Everything goes: were only the oldest given up, what is behind it would reach the log before its caller can repeat it.
   */
  #giveUp(reason: string): void {
    if (this.#queue.size === 0) return;
    this.#options.expired?.(this.#queue.size);
    this.#round++;
    const calls = new Set(this.#queue.shift(this.#queue.size).map(({ call }) => call));
    for (const call of calls) call.reject(new EventLogUnavailableError(reason));
    // Cuts a send that hangs; the next append begins with a new producer.
    void this.#incarnation?.close();
    this.#incarnation = undefined;
    this.#hurry?.();
  }
}

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
