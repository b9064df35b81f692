import { ServiceError } from '@microchat/core/service-error';
import { RetryLaterError } from '@microchat/ports/event-log';

const passing: ReadonlySet<string> = new Set([
  'UNAVAILABLE',
  'DEADLINE_EXCEEDED',
  'RESOURCE_EXHAUSTED',
  'ABORTED',
  'CANCELLED',
]);

/** Runs a step of a consumer: what is only away for now is retried for as long as it takes, the rest gets parked. */
export async function retryWhileAway<Result>(step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof ServiceError && passing.has(error.code)) {
      throw new RetryLaterError(error.message, { cause: error });
    }
    throw error;
  }
}
