import type { Timer, Timers } from '@microchat/ports/time';

export interface OffsetSaverOptions {
  /** Milliseconds between two saves at least; 0 = save at once. */
  readonly everyMs: number;
  readonly timers: Timers;
  /** The offsets to save, as of now. */
  current(): number[];
  save(offsets: readonly number[]): Promise<void>;
  failed(cause: unknown): void;
}

/** Milliseconds until a failed save is tried again. */
const retryDelayMs = 200;

/** Saves offsets now and then instead of after every record; at most one save is under way. */
export class OffsetSaver {
  readonly #options: OffsetSaverOptions;
  #saved: readonly number[];
  #saving: Promise<void> | undefined;
  #timer: Timer | undefined;
  #closed = false;

  constructor(options: OffsetSaverOptions) {
    this.#options = options;
    this.#saved = options.current();
  }

  /** The offsets may have grown. */
  changed(): void {
    if (this.#closed || this.#saving !== undefined || this.#timer !== undefined || !this.#dirty()) return;
    if (this.#options.everyMs === 0) void this.#saveOnce();
    else this.#later(this.#options.everyMs);
  }

  /** Saves what there is and ends. */
  async close(): Promise<void> {
    this.abandon();
    await this.#saving;
    if (this.#dirty()) await this.#saveOnce();
  }

  /** Ends without saving, as a crash would. */
  abandon(): void {
    this.#closed = true;
    this.#timer?.cancel();
  }

  #dirty(): boolean {
    return this.#options.current().some((offset, partition) => offset > (this.#saved[partition] ?? 0));
  }

  #later(delayMs: number): void {
    this.#timer = this.#options.timers.after(delayMs, () => {
      this.#timer = undefined;
      void this.#saveOnce();
    });
  }

  async #saveOnce(): Promise<void> {
    const offsets = this.#options.current();
    this.#saving = this.#options.save(offsets).then(
      () => {
        this.#saved = offsets;
        this.#saving = undefined;
        this.changed();
      },
      (cause: unknown) => {
        this.#saving = undefined;
        this.#options.failed(cause);
        if (!this.#closed) this.#later(retryDelayMs);
      },
    );
    await this.#saving;
  }
}
