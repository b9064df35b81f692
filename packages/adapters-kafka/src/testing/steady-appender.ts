import type { EventLog } from '@microchat/ports/event-log';

/** Appends records 1, 2, 3 ... of each of its keys, one after the other, until it is told to end. */
export class SteadyAppender {
  /** Durable records per key. */
  readonly durable = new Map<string, number>();
  readonly #loops: Promise<void>;
  #ending = false;

  constructor(eventLog: EventLog, topic: string, keys: readonly string[], pauseMs: number) {
    this.#loops = Promise.all(keys.map((key) => this.#appendAll(eventLog, topic, key, pauseMs))).then(() => undefined);
  }

  /** Rejects if an append failed. */
  async end(): Promise<void> {
    this.#ending = true;
    await this.#loops;
  }

  async #appendAll(eventLog: EventLog, topic: string, key: string, pauseMs: number): Promise<void> {
    for (let sequence = 1; !this.#ending; sequence++) {
      await eventLog.append([{ topic, key, sequence, value: Buffer.from(`${key}#${sequence}`) }]);
      this.durable.set(key, sequence);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
