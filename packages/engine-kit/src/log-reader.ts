import type { Timer, Timers } from '@microchat/ports/time';
import type { KeyScheduler } from './key-scheduler.ts';
import type { LogSource } from './log-source.ts';
import type { OffsetWindow } from './offset-window.ts';

export interface LogReaderOptions {
  readonly source: LogSource;
  /** What was taken and finished, per partition. */
  readonly partitions: readonly OffsetWindow[];
  readonly scheduler: KeyScheduler;
  readonly inFlightMax: number;
  readonly timers: Timers;
  /** A pass over the partitions took something. */
  progressed(): void;
  failed(cause: unknown): void;
}

/** Records asked for in one read. */
const readChunk = 512;
/** At the bound reading waits for this part of it to be free, or for a moment, so that it does not go on record by record. */
const wakeRoomShare = 1 / 64;
const wakeDelayMs = 10;
/** A partition is read on while its oldest unfinished record is at most this many times `inFlightMax` records behind. */
const windowFactor = 10;
/** Milliseconds until a failed read is tried again. */
const retryDelayMs = 200;

/** Takes records from the log to the scheduler as long as there is room; one read is under way at a time. */
export class LogReader {
  readonly #options: LogReaderOptions;
  #active = false;
  #again = false;
  #stopped = false;
  #timer: Timer | undefined;
  /** Where the next pass begins, so that no partition takes all the room. */
  #first = 0;

  constructor(options: LogReaderOptions) {
    this.#options = options;
  }

  /** There may be something to take. */
  wake(): void {
    this.#again = true;
    if (!this.#active && !this.#stopped) void this.#readAll();
  }

  /** Records were finished. */
  roomFreed(): void {
    if (this.#room() >= this.#options.inFlightMax * wakeRoomShare) this.wake();
    else this.#wakeLater(wakeDelayMs);
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  #wakeLater(delayMs: number): void {
    if (this.#stopped) return;
    this.#timer ??= this.#options.timers.after(delayMs, () => {
      this.#timer = undefined;
      this.wake();
    });
  }

  #room(): number {
    return this.#options.inFlightMax - this.#options.scheduler.inFlight;
  }

  async #readAll(): Promise<void> {
    this.#active = true;
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        while (await this.#pass());
      }
    } catch (cause) {
      this.#options.failed(cause);
      this.#wakeLater(retryDelayMs);
    } finally {
      this.#active = false;
    }
  }

  /** Reads every partition once. False if there was nothing to take, or no room. */
  async #pass(): Promise<boolean> {
    const { partitions, scheduler, progressed } = this.#options;
    let tookAny = false;
    for (let step = 0; step < partitions.length && !this.#stopped; step++) {
      const number = (this.#first + step) % partitions.length;
      const partition = partitions[number];
      if (partition !== undefined && (await this.#take(number, partition))) tookAny = true;
    }
    this.#first = (this.#first + 1) % Math.max(1, partitions.length);
    if (tookAny && !this.#stopped) {
      scheduler.run();
      progressed();
    }
    return tookAny;
  }

  async #take(number: number, partition: OffsetWindow): Promise<boolean> {
    const { source, scheduler, inFlightMax } = this.#options;
    const end = source.visibleEnd(number);
    const limit = Math.min(readChunk, this.#room(), inFlightMax * windowFactor - partition.size);
    if (partition.next >= end || limit <= 0) return false;
    const records = await source.read(number, partition.next, limit);
    if (this.#stopped) return false;
    for (const record of records) scheduler.push({ record, partition, slot: partition.begin(record.offset) });
    if (records.length < limit) partition.skipTo(end);
    return true;
  }
}
