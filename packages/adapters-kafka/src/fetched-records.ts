import type { LogSource } from '@microchat/engine-kit/log-source';
import type { LogRecord } from '@microchat/ports/event-log';

export interface FetchedRecordsOptions {
  /** Where each partition begins; 0 for those of others. */
  readonly startOffsets: readonly number[];
  save(offsets: readonly number[]): Promise<void>;
}

/** Past either a partition is paused, until it is down to the half. One more fetch may come on top. */
const bufferedRecordsMax = 2_000;
const bufferedBytesMax = 1024 * 1024;

/** What was fetched of one partition and not yet taken. */
class Buffered {
  position: number;
  bytes = 0;
  records: LogRecord[] = [];
  resume: (() => void) | undefined;

  constructor(position: number) {
    this.position = position;
  }

  get full(): boolean {
    return this.records.length > bufferedRecordsMax || this.bytes > bufferedBytesMax;
  }

  get halfEmpty(): boolean {
    return this.records.length <= bufferedRecordsMax / 2 && this.bytes <= bufferedBytesMax / 2;
  }
}

/** Between Kafka, which hands records out, and a `LogConsumer`, which takes them when it has room. */
export class FetchedRecords implements LogSource {
  readonly #options: FetchedRecordsOptions;
  readonly #partitions: readonly Buffered[];
  readonly #listeners = new Set<() => void>();

  constructor(options: FetchedRecordsOptions) {
    this.#options = options;
    this.#partitions = options.startOffsets.map((offset) => new Buffered(offset));
  }

  get partitionCount(): number {
    return this.#partitions.length;
  }

  /** The next offset to be fetched: everything below it is here, or was, or does not exist. */
  visibleEnd(partition: number): number {
    return this.#partition(partition).position;
  }

  assignedEnd(partition: number): number {
    return this.visibleEnd(partition);
  }

  isPaused(partition: number): boolean {
    return this.#partition(partition).resume !== undefined;
  }

  /** `records` are all that there are from the position on to `end`. `pause` stops the fetching and returns how to go on. */
  add(partition: number, records: readonly LogRecord[], end: number, pause: () => () => void): void {
    const buffered = this.#partition(partition);
    for (const record of records) {
      buffered.records.push(record);
      buffered.bytes += record.value.byteLength;
    }
    buffered.position = end;
    if (buffered.full) buffered.resume ??= pause();
    for (const listener of this.#listeners) listener();
  }

  async read(partition: number, offset: number, limit: number): Promise<LogRecord[]> {
    const buffered = this.#partition(partition);
    const first = buffered.records.findIndex((record) => record.offset >= offset);
    const taken = first < 0 ? [] : buffered.records.slice(first, first + limit);
    const rest = first < 0 ? [] : buffered.records.slice(first + limit);
    buffered.records = rest;
    buffered.bytes = rest.reduce((sum, record) => sum + record.value.byteLength, 0);
    if (buffered.resume !== undefined && buffered.halfEmpty) {
      buffered.resume();
      buffered.resume = undefined;
    }
    return taken;
  }

  onVisible(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async loadOffsets(): Promise<number[]> {
    return [...this.#options.startOffsets];
  }

  saveOffsets(_group: string, offsets: readonly number[]): Promise<void> {
    return this.#options.save(offsets);
  }

  #partition(partition: number): Buffered {
    const buffered = this.#partitions[partition];
    if (buffered === undefined) throw new RangeError(`no partition ${partition}`);
    return buffered;
  }
}
