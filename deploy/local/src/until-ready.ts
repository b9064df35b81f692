import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerProcess } from './server-process.ts';

const intervalMs = 50;
const timeoutMs = 60_000;

/** Resolves when the process says that it can do its work: it found everybody whom it calls. */
export async function untilReady(process: ServerProcess): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs;
  for (;;) {
    const port = process.ready?.metricsPort;
    if (port === undefined) throw new Error(`${process.name} does not run:\n${process.logTail()}`);
    const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (response?.ok === true) return;
    if (performance.now() > deadlineMs) {
      const report = (await response?.text()) ?? 'no answer';
      throw new Error(`${process.name} is not ready after ${timeoutMs} ms: ${report}\n${process.logTail()}`);
    }
    await sleep(intervalMs);
  }
}
