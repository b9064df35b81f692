/**
 * Resolves after all code and promise reactions that the current turn of the event loop has already started, but before
 * any further I/O: a microtask is queued behind them, and the tick queue runs only when no microtask is left. So requests
 * that one network read brought in share a commit, and a single request does not wait for a round of the loop.
 */
export function turnEnd(): Promise<void> {
  return new Promise((resolve) => {
    queueMicrotask(() => process.nextTick(resolve));
  });
}
