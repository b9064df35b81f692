import { ServiceError } from '@microchat/core/service-error';
import { reasons } from '@microchat/protocol/reasons';

export interface InFlightLimits {
  /** Requests that run at the same time in this process. */
  readonly totalMax: number;
  /** Of one user. */
  readonly perUserMax: number;
}

const retryAfterMs = 1_000;

/** Bounds the requests that run at the same time, so that a slow store does not fill memory with waiting ones. */
export class InFlight {
  readonly #limits: InFlightLimits;
  readonly #byUser = new Map<string, number>();
  #total = 0;

  constructor(limits: InFlightLimits) {
    this.#limits = limits;
  }

  /** Runs the work or throws RESOURCE_EXHAUSTED/TOO_MANY_REQUESTS. `userId` '' counts in the total only. */
  async run<Result>(userId: string, work: () => Promise<Result>): Promise<Result> {
    const ofUser = this.#byUser.get(userId) ?? 0;
    if (this.#total >= this.#limits.totalMax || ofUser >= this.#limits.perUserMax) throw tooManyRequests();
    this.#total += 1;
    if (userId !== '') this.#byUser.set(userId, ofUser + 1);
    try {
      return await work();
    } finally {
      this.#total -= 1;
      if (userId !== '') this.#leave(userId);
    }
  }

  #leave(userId: string): void {
    const left = (this.#byUser.get(userId) ?? 0) - 1;
    if (left > 0) this.#byUser.set(userId, left);
    else this.#byUser.delete(userId);
  }
}

function tooManyRequests(): ServiceError {
  return new ServiceError('RESOURCE_EXHAUSTED', {
    reason: reasons.tooManyRequests,
    message: 'too many requests at the same time',
    retryAfterMs,
  });
}
