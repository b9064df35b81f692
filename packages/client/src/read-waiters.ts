import { MicroChatError } from './errors.ts';

const waitersMax = 1_000;

interface Waiter {
  readonly conversationId: string;
  readonly index: number;
  readonly resolve: () => void;
  readonly reject: (error: MicroChatError) => void;
}

/** Calls that wait until the server knows a read position. */
export class ReadWaiters {
  #waiters: Waiter[] = [];

  wait(conversationId: string, index: number): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#waiters.length >= waitersMax) {
        return reject(new MicroChatError('RESOURCE_EXHAUSTED', 'TOO_MANY_REQUESTS', 'Too many reads wait'));
      }
      this.#waiters.push({ conversationId, index, resolve, reject });
    });
  }

  settle(confirmedReadIndex: (conversationId: string) => number): void {
    if (this.#waiters.length === 0) return;
    this.#remove(
      (waiter) => waiter.index <= confirmedReadIndex(waiter.conversationId),
      (waiter) => waiter.resolve(),
    );
  }

  reject(conversationId: string, error: MicroChatError): void {
    this.#remove(
      (waiter) => waiter.conversationId === conversationId,
      (waiter) => waiter.reject(error),
    );
  }

  rejectAll(error: MicroChatError): void {
    this.#remove(
      () => true,
      (waiter) => waiter.reject(error),
    );
  }

  #remove(matches: (waiter: Waiter) => boolean, end: (waiter: Waiter) => void): void {
    const ended = this.#waiters.filter(matches);
    this.#waiters = this.#waiters.filter((waiter) => !ended.includes(waiter));
    for (const waiter of ended) end(waiter);
  }
}
