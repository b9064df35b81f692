import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder is used by another process that runs. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';

  constructor(folder: string, pid: number) {
    super(`${folder} is used by process ${pid}`);
  }
}

/**
 * A file with our process number. One that a process left behind which no longer runs is taken over; that its number was given
 * to another process meanwhile is told as "in use", and then the file has to be removed by hand.
 */
export class FolderLock {
  readonly #file: string;

  private constructor(file: string) {
    this.#file = file;
  }

  /** @throws FolderInUseError */
  static async take(folder: string): Promise<FolderLock> {
    const file = join(folder, 'lock');
    for (;;) {
      try {
        const handle = await open(file, 'wx', 0o600);
        await handle.writeFile(String(process.pid));
        await handle.close();
        return new FolderLock(file);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const owner = await ownerOf(file);
      if (isRunning(owner)) throw new FolderInUseError(folder, owner);
      await putAside(file);
    }
  }

  async release(): Promise<void> {
    await rm(this.#file, { force: true });
  }
}

/** Of two that take over at the same time, one may have put aside what the other has just written: that goes back. */
async function putAside(file: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (isRunning(await ownerOf(aside))) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

/** 0 if the file is gone or says nothing. */
async function ownerOf(file: string): Promise<number> {
  return Number(await readFile(file, 'utf8').catch(() => '0'));
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
