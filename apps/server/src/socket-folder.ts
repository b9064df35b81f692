import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const prefix = 'microchat-run-';
/** Where the folder of the running server is noted, below the data folder. */
const noteName = 'socket-folder';
/** A Unix socket's path has room for 107 bytes; the file name takes up to 30 of them. */
const folderPathBytesMax = 75;

/** A new folder that only this user may enter (0700), for the Unix sockets between the processes of one server. */
export function createSocketFolder(): string {
  const parent = Buffer.byteLength(tmpdir()) + prefix.length + 8 <= folderPathBytesMax ? tmpdir() : '/tmp';
  return mkdtempSync(join(parent, prefix));
}

/**
 * Notes the folder in the data folder and removes the one that a killed server left behind. To be called by the owner
 * of the data folder only: whatever is noted there belongs to a server that is gone.
 */
export function replaceSocketFolder(dataDir: string, folder: string): void {
  const note = join(dataDir, noteName);
  if (existsSync(note)) {
    const old = readFileSync(note, 'utf8').trim();
    const isOurs = basename(old).startsWith(prefix) && dirname(old) === dirname(folder) && old !== folder;
    if (isOurs) rmSync(old, { recursive: true, force: true });
  }
  writeFileSync(note, `${folder}\n`, { mode: 0o600 });
}

export function removeSocketFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
