import { ServiceError } from '@microchat/core/service-error';

/** Runs tasks of one key one after the other, in the order of the calls; tasks of different keys side by side. */
export class SerialByKey {
  readonly #waitersMax: number;
  readonly #lines = new Map<string, { last: Promise<void>; size: number }>();

  /** @param waitersMax tasks of one key that run or wait; past it RESOURCE_EXHAUSTED/WRITER_BUSY */
  constructor(waitersMax: number) {
    this.#waitersMax = waitersMax;
  }

  /** Keys that have a task. */
  get size(): number {
    return this.#lines.size;
  }

  async run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const line = this.#lines.get(key) ?? { last: Promise.resolve(), size: 0 };
    if (line.size >= this.#waitersMax) throw tooManyWaiting();
    this.#lines.set(key, line);
    line.size += 1;
    const before = line.last;
    const { promise: done, resolve: leave } = Promise.withResolvers<void>();
    line.last = done;
    try {
      await before;
      return await task();
    } finally {
      line.size -= 1;
      if (line.size === 0) this.#lines.delete(key);
      leave();
    }
  }
}

function tooManyWaiting(): ServiceError {
  return new ServiceError('RESOURCE_EXHAUSTED', {
    reason: 'WRITER_BUSY',
    message: 'too many changes of this group at once',
    retryAfterMs: 500,
  });
}
