import type { Timer, Timers } from '@microchat/ports/time';
import type { OffsetRange } from './kafka-queries.ts';

export interface ConsumerWatchdogOptions {
  readonly timers: Timers;
  readonly checkEveryMs: number;
  readonly silenceMaxMs: number;
  /** Since the last sign of life. */
  silentMs(): number;
  /** Next offset to be fetched of the partitions that should be fetched; undefined while that is not known. */
  positions(): ReadonlyMap<number, number> | undefined;
  /** May reject: then standing still is not checked this time. */
  offsetRanges(): Promise<readonly OffsetRange[]>;
  failed(cause: Error): void;
}

/**
 * kafkajs can stop without a word. This notices two ways of it: no sign of life at all, and partitions that have records
 * and do not move from one check to the next.
 */
export class ConsumerWatchdog {
  readonly #options: ConsumerWatchdogOptions;
  #behind: ReadonlyMap<number, number> = new Map();
  #timer: Timer | undefined;
  #comparing = false;
  #stopped = false;

  constructor(options: ConsumerWatchdogOptions) {
    this.#options = options;
    this.#next();
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  #next(): void {
    if (this.#stopped) return;
    this.#timer = this.#options.timers.after(this.#options.checkEveryMs, () => {
      this.#checkSilence();
      // A broker that does not answer must not keep us from noticing the silence.
      if (!this.#comparing) void this.#compare();
      this.#next();
    });
  }

  #checkSilence(): void {
    const { silentMs, silenceMaxMs, failed } = this.#options;
    if (silentMs() > silenceMaxMs) {
      failed(new Error(`the consumer gave no sign of life for ${Math.round(silentMs())} ms`));
    }
  }

  async #compare(): Promise<void> {
    const { positions, offsetRanges, failed } = this.#options;
    this.#comparing = true;
    const ranges = await offsetRanges().catch(() => undefined);
    this.#comparing = false;
    const now = positions();
    if (ranges === undefined || now === undefined || this.#stopped) return;
    const behind = new Map([...now].filter(([partition, position]) => (ranges[partition]?.high ?? 0) > position));
    const stuck = [...behind].find(([partition, position]) => this.#behind.get(partition) === position);
    this.#behind = behind;
    if (stuck !== undefined) failed(new Error(`partition ${stuck[0]} stands still at ${stuck[1]}`));
  }
}
