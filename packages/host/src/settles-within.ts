import type { Timers } from '@microchat/ports/time';

/** True if `work` resolves in time, false if it is still under way then. Rejects as it does. */
export async function settlesWithin(
  work: Promise<unknown> | undefined,
  timeoutMs: number,
  timers: Timers,
): Promise<boolean> {
  if (work === undefined) return true;
  const { promise: timeout, resolve } = Promise.withResolvers<boolean>();
  const timer = timers.after(timeoutMs, () => resolve(false));
  try {
    return await Promise.race([work.then(() => true), timeout]);
  } finally {
    timer.cancel();
  }
}
