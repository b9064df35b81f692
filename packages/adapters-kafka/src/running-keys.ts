/**
 * One handler per key at a time, over all generations of a group's member: after a rebalance the handlers of the old
 * generation may still run here while the new one hands out the same keys.
 */
export class RunningKeys {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs `work` after everything that was started before for this key. */
  async run(key: string, work: () => Promise<void>): Promise<void> {
    const before = this.#last.get(key);
    const running = before === undefined ? work() : before.then(work, work);
    this.#last.set(key, running);
    try {
      await running;
    } finally {
      if (this.#last.get(key) === running) this.#last.delete(key);
    }
  }
}
