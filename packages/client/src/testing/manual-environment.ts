import type { Environment, Scheduled } from '../time.ts';

interface Alarm {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Time that passes only by `advance`, and randomness that is always the same. */
export class ManualEnvironment implements Environment {
  #now = 0;
  #order = 0;
  #ids = 0;
  readonly #alarms = new Set<Alarm>();

  now(): number {
    return this.#now;
  }

  after(delayMs: number, callback: () => void): Scheduled {
    const alarm = { at: this.#now + delayMs, order: this.#order, callback };
    this.#order += 1;
    this.#alarms.add(alarm);
    return { cancel: () => this.#alarms.delete(alarm) };
  }

  random(): number {
    return 0.5;
  }

  newId(): string {
    this.#ids += 1;
    return `id-${this.#ids}`;
  }

  /** Runs what is due within the next `ms`, letting promises settle in between. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = next.at;
      this.#alarms.delete(next);
      next.callback();
      await settle();
    }
    this.#now = end;
  }

  #next(end: number): Alarm | undefined {
    return [...this.#alarms]
      .filter((alarm) => alarm.at <= end)
      .sort((left, right) => left.at - right.at || left.order - right.order)[0];
  }
}

/** Lets every promise that can settle without time passing do so. */
export async function settle(): Promise<void> {
  // setImmediate runs after all microtasks, however many follow one another.
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
