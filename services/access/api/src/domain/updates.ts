import { limits } from '@microchat/core/limits';

/** What is answered to somebody who asked for news. */
export interface News {
  readonly conversations: readonly unknown[];
  readonly hasMore: boolean;
  readonly reset: boolean;
}

/** Whether there is anything that the caller has to be told. A cursor that only moved on can wait. */
export function isNews({ conversations, hasMore, reset }: News): boolean {
  return conversations.length > 0 || hasMore || reset;
}

/** How long to wait at most. 0 stands for the default, as everywhere in the protocol. */
export function waitMsOf(askedMs: number): number {
  return askedMs === 0 ? limits.updatesWaitMsDefault : askedMs;
}

/** From one round of looking for news to the next: a quarter more or less, so that processes do not ask in step. */
export function pauseMsOf(intervalMs: number, random: number): number {
  return intervalMs * (0.75 + random / 2);
}
