import { setTimeout as sleep } from 'node:timers/promises';

const intervalMs = 100;
const attemptMsMax = 5_000;

/** Tries something again and again and remembers when it worked. */
export class SteadyProbe {
  /** When an attempt succeeded, on the monotonic clock. */
  readonly succeededAtMs: number[] = [];
  lastFailure = '';
  readonly #attempt: () => Promise<void>;
  readonly #running: Promise<void>;
  #stopping = false;

  constructor(attempt: () => Promise<void>) {
    this.#attempt = attempt;
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      try {
        await withinTime(this.#attempt());
        this.succeededAtMs.push(performance.now());
      } catch (error) {
        this.lastFailure = String(error);
      }
      await sleep(intervalMs);
    }
  }
}

async function withinTime(attempt: Promise<void>): Promise<void> {
  const settled = new AbortController();
  const late = sleep(attemptMsMax, undefined, { signal: settled.signal }).then(() => {
    throw new Error(`no answer within ${attemptMsMax} ms`);
  });
  late.catch(() => undefined);
  try {
    await Promise.race([attempt, late]);
  } finally {
    settled.abort();
  }
}
