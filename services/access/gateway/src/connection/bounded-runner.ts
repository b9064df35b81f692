/** Runs tasks, a bounded number at the same time, the others in the order they came. What waits is the caller's bound. */
export class BoundedRunner {
  readonly #runningMax: number;
  readonly #waiting: (() => Promise<void>)[] = [];
  #running = 0;

  constructor(runningMax: number) {
    this.#runningMax = runningMax;
  }

  /** `task` must not reject. */
  run(task: () => Promise<void>): void {
    this.#waiting.push(task);
    this.#next();
  }

  #next(): void {
    if (this.#running >= this.#runningMax) return;
    const task = this.#waiting.shift();
    if (task === undefined) return;
    this.#running += 1;
    void task().finally(() => {
      this.#running -= 1;
      this.#next();
    });
  }
}
