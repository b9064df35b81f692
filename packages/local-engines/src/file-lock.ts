import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const retryMs = 200;

/** Runs `action` while no other process runs one under this lock. A lock of a process that is gone is taken over. */
export async function withFileLock(path: string, timeoutMs: number, action: () => Promise<void>): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs;
  while (!take(path)) {
    if (performance.now() > deadlineMs) throw new Error(`${path} was held for ${timeoutMs} ms`);
    await sleep(retryMs);
  }
  try {
    await action();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!holderLives(path)) rmSync(path, { force: true });
    return false;
  }
}

function holderLives(path: string): boolean {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    // Empty for the moment between creating and writing.
    if (pid > 0) process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
