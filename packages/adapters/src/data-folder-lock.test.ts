import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataFolderLock, DataFolderLockedError } from './data-folder-lock.ts';
import { listenAlone } from './listen-alone.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microchat-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A process that holds the lock of the folder until it is killed. */
async function startHolder(path: string) {
  const script = `
    import { DataFolderLock } from ${JSON.stringify(new URL('./data-folder-lock.ts', import.meta.url).href)};
    await DataFolderLock.acquire(${JSON.stringify(path)});
    console.log('held');
    process.stdin.resume();
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('a folder is locked once, whatever path leads to it; the error names the folder and the process', async () => {
  const data = join(folder, 'data');
  const lock = await DataFolderLock.acquire(data);
  const link = join(folder, 'link');
  await symlink(data, link);
  for (const path of [data, link]) {
    const failure = expect(DataFolderLock.acquire(path)).rejects;
    await failure.toThrow(DataFolderLockedError);
    await failure.toThrow(`${path} is in use by process ${process.pid}`);
  }
  await lock.release();
  const again = await DataFolderLock.acquire(link);
  await again.release();
});

test('other folders are free', async () => {
  const locks = await Promise.all(['a', 'b'].map((name) => DataFolderLock.acquire(join(folder, name))));
  for (const lock of locks) await lock.release();
});

test('a second process is refused, and kill -9 of the first leaves no lock behind', async () => {
  const holder = await startHolder(folder);
  await expect(DataFolderLock.acquire(folder)).rejects.toThrow(`process ${holder.pid}`);
  const exited = once(holder, 'exit');
  holder.kill('SIGKILL');
  await exited;
  const lock = await DataFolderLock.acquire(folder);
  expect(await readFile(join(folder, 'microchat.pid'), 'utf8')).toBe(`${process.pid}\n`);
  await lock.release();
});

test('a socket file is refused while somebody answers, and taken over when nobody does', async () => {
  const address = join(folder, 'socket');
  const script = `require('node:net').createServer().listen(${JSON.stringify(address)}, () => console.log('listening'))`;
  const holder = spawn(process.execPath, ['--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  expect(await listenAlone(address)).toBeUndefined();
  const exited = once(holder, 'exit');
  holder.kill('SIGKILL');
  await exited;
  const server = await listenAlone(address);
  expect(server?.listening).toBe(true);
  server?.close();
});
