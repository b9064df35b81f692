import { KvUnavailableError, KvUnknownOutcomeError } from '@microchat/ports/kv-store';
import type { Timers } from '@microchat/ports/time';

interface Write {
  readonly startedMs: number;
  readonly bytes: number;
  readonly lose: (error: Error) => void;
}

/** Bytes of writes that are not flushed yet. Past it writes are refused until some are. */
const bytesInFlightMax = 64 * 1024 * 1024;
/** A write that takes longer is not coming back: lmdb leaves them pending for ever when it can't begin a transaction. */
const lostAfterMs = 30_000;
const checkEveryMs = 5_000;

/** Bounds what an engine has accepted and not flushed, and notices when it never answers. */
export class WritesInFlight {
  readonly #timers: Timers;
  readonly #onLost: (error: Error) => void;
  /** Oldest first. */
  readonly #writes = new Set<Write>();
  #bytes = 0;
  #checking = false;
  #lost: Error | undefined;

  constructor(timers: Timers, onLost: (error: Error) => void) {
    this.#timers = timers;
    this.#onLost = onLost;
  }

  /** The engine stopped answering; only a new process helps. */
  get lost(): boolean {
    return this.#lost !== undefined;
  }

  /**
   * Starts a write and keeps count of it until it settles.
   * @throws KvUnavailableError too much is under way, or the engine is lost: it was not started.
   * @throws KvUnknownOutcomeError the engine stopped answering.
   */
  async run<Result>(bytes: number, start: () => Promise<Result>): Promise<Result> {
    if (this.#lost !== undefined) throw new KvUnavailableError('the embedded store was lost', { cause: this.#lost });
    if (this.#bytes + bytes > bytesInFlightMax)
      throw new KvUnavailableError('the embedded store has too much to write');
    let lose: Write['lose'] = () => undefined;
    const finished = new Promise<Result>((resolve, reject) => {
      lose = reject;
      start().then(resolve, reject);
    });
    const write = { startedMs: this.#timers.monotonicMs(), bytes, lose };
    this.#writes.add(write);
    this.#bytes += bytes;
    this.#checkLater();
    try {
      return await finished;
    } finally {
      this.#writes.delete(write);
      this.#bytes -= bytes;
    }
  }

  #checkLater(): void {
    if (this.#checking) return;
    this.#checking = true;
    this.#timers.after(checkEveryMs, () => {
      this.#checking = false;
      this.#check();
      if (!this.lost && this.#writes.size > 0) this.#checkLater();
    });
  }

  #check(): void {
    const [oldest] = this.#writes;
    if (oldest === undefined || this.#timers.monotonicMs() - oldest.startedMs < lostAfterMs) return;
    const error = new KvUnknownOutcomeError(`a write was not answered for ${lostAfterMs} ms`);
    this.#lost = error;
    for (const write of this.#writes) write.lose(error);
    this.#onLost(error);
  }
}
