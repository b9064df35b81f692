import { isPassing } from '@microchat/core/service-error';
import { RetryLaterError } from '@microchat/ports/event-log';

/** Runs a step of a consumer: what is only away for now is retried for as long as it takes, the rest gets parked. */
export async function retryWhileAway<Result>(step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    throw isPassing(error) ? new RetryLaterError(error.message, { cause: error }) : error;
  }
}
