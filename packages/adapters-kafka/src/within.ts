import type { Timers } from '@microchat/ports/time';

/** Something took longer than it was given. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** What `work` comes to, or a `DeadlineError`; the work itself goes on. */
export function within<T>(timers: Timers, timeoutMs: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = timers.after(timeoutMs, () => reject(new DeadlineError(`not done after ${timeoutMs} ms`)));
    work.then(resolve, reject).finally(() => timer.cancel());
  });
}
