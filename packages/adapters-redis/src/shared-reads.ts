interface Read<Answer> {
  readonly keys: readonly string[];
  resolve(answers: Answer[]): void;
  reject(error: unknown): void;
}

/**
 * Makes one read of all reads of one turn of the event loop: a delivery asks for one topic, and a busy server has many of
 * them in a turn. A command to Redis costs its client and its server more than ten topics in it.
 */
export class SharedReads<Answer> {
  readonly #read: (keys: readonly string[]) => Promise<Answer[]>;
  #waiting: Read<Answer>[] = [];

  /** `read` answers per key, in the order asked. */
  constructor(read: (keys: readonly string[]) => Promise<Answer[]>) {
    this.#read = read;
  }

  /** What the read answers for these keys; what it throws is thrown to all that shared it. */
  ask(keys: readonly string[]): Promise<Answer[]> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => void this.#readAll());
      this.#waiting.push({ keys, resolve, reject });
    });
  }

  async #readAll(): Promise<void> {
    const reads = this.#waiting;
    this.#waiting = [];
    try {
      const answers = await this.#read(reads.flatMap(({ keys }) => keys));
      let start = 0;
      for (const { keys, resolve } of reads) {
        resolve(answers.slice(start, start + keys.length));
        start += keys.length;
      }
    } catch (error) {
      for (const { reject } of reads) reject(error);
    }
  }
}
