/** Any; it does nothing. */
const intervalMs = 60_000;

/**
 * Keeps the process until the work is done. Our timers keep no process alive, and while an engine is away there may be no
 * socket that does.
 */
export async function keptAlive<T>(work: Promise<T>): Promise<T> {
  const timer = setInterval(() => {}, intervalMs);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
