import { createHash } from 'node:crypto';
import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { listenAlone } from './listen-alone.ts';

/** Another process has the data folder. */
export class DataFolderLockedError extends Error {
  override readonly name = 'DataFolderLockedError';
}

const pidFile = 'microchat.pid';
const socketFile = 'microchat.lock';

/**
 * Keeps a second server off a data folder: lmdb would open it a second time without complaint. The lock is a listening
 * socket, so the operating system frees it however the process ends, kill -9 included, and there is no stale lock.
 * Linux: an abstract socket named after the folder; it does not reach across network namespaces, so containers that share
 * a volume are not kept apart. Elsewhere: a socket file in the folder; one that nobody answers is taken over.
 */
export class DataFolderLock {
  readonly #server: Server;
  readonly #pidPath: string;

  /** Creates the folder if absent. @throws DataFolderLockedError */
  static async acquire(folder: string): Promise<DataFolderLock> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = await realpath(folder);
    const pidPath = join(path, pidFile);
    const address = process.platform === 'linux' ? abstractAddress(path) : join(path, socketFile);
    const server = await listenAlone(address);
    if (server === undefined) throw new DataFolderLockedError(await lockedMessage(folder, pidPath));
    await writeFile(pidPath, `${process.pid}\n`);
    return new DataFolderLock(server, pidPath);
  }

  private constructor(server: Server, pidPath: string) {
    this.#server = server;
    this.#pidPath = pidPath;
  }

  async release(): Promise<void> {
    await rm(this.#pidPath, { force: true });
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}

/** Abstract names are at most 107 bytes, so the path goes in as a hash. */
function abstractAddress(path: string): string {
  return `\0microchat-${createHash('sha256').update(path).digest('hex')}`;
}

async function lockedMessage(folder: string, pidPath: string): Promise<string> {
  const pid = await readFile(pidPath, 'utf8').catch(() => '');
  const holder = pid.trim() === '' ? 'another process' : `process ${pid.trim()}`;
  return `the data folder ${folder} is in use by ${holder}; stop that server or choose another folder (MICROCHAT_DATA_DIR)`;
}
