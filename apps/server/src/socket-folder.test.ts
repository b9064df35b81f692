import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createSocketFolder, removeSocketFolder, replaceSocketFolder } from './socket-folder.ts';

let dataDir: string;
const folders: string[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'data-'));
});
afterEach(() => {
  for (const folder of [dataDir, ...folders.splice(0)]) rmSync(folder, { recursive: true, force: true });
});

function create(): string {
  const folder = createSocketFolder();
  folders.push(folder);
  return folder;
}

describe('socket folder', () => {
  test('is new each time and for this user only', () => {
    const folder = create();
    expect(create()).not.toBe(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    removeSocketFolder(folder);
    expect(existsSync(folder)).toBe(false);
  });

  test('what a killed server left behind is removed by the next one', () => {
    const [killed, next] = [create(), create()];
    replaceSocketFolder(dataDir, killed);
    writeFileSync(join(killed, 'main.sock'), '');
    replaceSocketFolder(dataDir, next);
    expect([existsSync(killed), existsSync(next)]).toEqual([false, true]);
    expect(readFileSync(join(dataDir, 'socket-folder'), 'utf8').trim()).toBe(next);
  });

  test('a note that names anything else is not followed', () => {
    const precious = join(dataDir, 'precious');
    writeFileSync(precious, '');
    writeFileSync(join(dataDir, 'socket-folder'), `${dataDir}\n`);
    replaceSocketFolder(dataDir, create());
    expect(existsSync(precious)).toBe(true);
  });
});
