import type { Timer, Timers } from '@microchat/ports/time';

/** Real delays for doubles that were not given a ManualTime. Never keep the process alive. */
export const realTimers: Timers = {
  after(delayMs: number, callback: () => void): Timer {
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
  monotonicMs: () => performance.now(),
};
