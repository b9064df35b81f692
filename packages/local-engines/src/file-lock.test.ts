import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { withFileLock } from './file-lock.ts';

const folders: string[] = [];

function newLock(): string {
  const folder = mkdtempSync(join(tmpdir(), 'microchat-lock-'));
  folders.push(folder);
  return join(folder, 'lock');
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

test('one action at a time, also after one that failed', async () => {
  const lock = newLock();
  let running = 0;
  const action = async (fail: boolean) => {
    running += 1;
    expect(running).toBe(1);
    await new Promise(setImmediate);
    running -= 1;
    if (fail) throw new Error('failed');
  };
  const results = await Promise.allSettled(
    [true, false, false].map((fail) => withFileLock(lock, 10_000, () => action(fail))),
  );
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  expect(existsSync(lock)).toBe(false);
});

test('whoever waits longer than it wants gets an error', async () => {
  const lock = newLock();
  await withFileLock(lock, 1_000, async () => {
    await expect(withFileLock(lock, 0, () => Promise.resolve())).rejects.toThrow('was held for 0 ms');
  });
});

test('the lock of a process that is gone is taken over', async () => {
  const lock = newLock();
  const gone = spawnSync(process.execPath, ['--eval', '0']);
  writeFileSync(lock, String(gone.pid));
  let ran = false;
  await withFileLock(lock, 5_000, async () => {
    ran = true;
  });
  expect(ran).toBe(true);
});
