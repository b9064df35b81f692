import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { EngineStartError, type LocalEngine } from './engine.ts';
import { freePort } from './free-port.ts';
import { startLocalEngine } from './local-engine.ts';
import { toyAnswer, toyRecipe } from './testing/toy-recipe.ts';

let engine: LocalEngine | undefined;
const folders: string[] = [];

afterEach(async () => {
  await engine?.stop();
  engine = undefined;
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'microchat-toy-'));
  folders.push(folder);
  return folder;
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('answers when it is started; stopped, it is gone with its folder', async () => {
  engine = await startLocalEngine(toyRecipe(), {});
  expect(await toyAnswer(engine.address)).toBe('.');
  const { folder, pid } = engine;
  await engine.stop();
  await engine.stop();
  expect(lives(pid ?? 0)).toBe(false);
  expect(existsSync(folder)).toBe(false);
  await expect(engine.restart()).rejects.toThrow('stopped for good');
});

test('killed, it says why it ended, and restarts at the same address with its data', async () => {
  engine = await startLocalEngine(toyRecipe(), {});
  const { address, pid } = engine;
  const exited = engine.exited();
  await engine.kill();
  expect(await exited).toBe('signal SIGKILL');
  expect(engine.pid).toBeUndefined();
  await engine.kill();
  await engine.restart();
  expect(engine.address).toBe(address);
  expect(engine.pid).not.toBe(pid);
  expect(await toyAnswer(address)).toBe('..');
});

test('paused, it answers nothing until it is resumed', async () => {
  engine = await startLocalEngine(toyRecipe(), {});
  await engine.pause();
  let answered = false;
  const answer = toyAnswer(engine.address).then((said) => {
    answered = true;
    return said;
  });
  await vi.waitFor(() =>
    expect(execFileSync('ps', ['-o', 'stat=', '-p', String(engine?.pid)], { encoding: 'utf8' })).toMatch(/^T/),
  );
  expect(answered).toBe(false);
  await engine.resume();
  expect(await answer).toBe('.');
  await engine.pause();
  await engine.kill();
  expect(engine.pid).toBeUndefined();
});

test('a folder of the caller is kept, and its server may end in order', async () => {
  const folder = newFolder();
  engine = await startLocalEngine(toyRecipe(), { folder });
  await engine.stop();
  expect(readFileSync(join(folder, 'starts'), 'utf8')).toBe('.T');
});

test('a server that does not come up fails with the end of its log, and is gone', async () => {
  const folder = newFolder();
  const failed = startLocalEngine(toyRecipe('fail'), { folder });
  await expect(failed).rejects.toBeInstanceOf(EngineStartError);
  await expect(failed).rejects.toThrow(/exit code 3[^]*the reason is in the log/);
});

test('a server that never answers is killed when its time is over', async () => {
  const folder = newFolder();
  const recipe = { ...toyRecipe(), answer: () => Promise.reject(new Error('not yet')) };
  await expect(startLocalEngine(recipe, { folder, startTimeoutMs: 300 })).rejects.toThrow(/within 300 ms.*not yet/);
});

test('a command that does not exist is an error, not a hang', async () => {
  const recipe = { ...toyRecipe(), prepare: async () => ({ file: '/does/not/exist', args: [] }) };
  await expect(startLocalEngine(recipe, { folder: newFolder() })).rejects.toThrow('ENOENT');
});

test('somebody else at the port is never taken for ours', async () => {
  const port = await freePort();
  const other: Server = createServer((socket) => socket.end('other')).listen(port, '127.0.0.1');
  await once(other, 'listening');
  try {
    await expect(startLocalEngine(toyRecipe(), { folder: newFolder(), port })).rejects.toThrow('EADDRINUSE');
  } finally {
    other.close();
  }
});

test('a server ends with its owner, even if that one is killed', async () => {
  const script = fileURLToPath(new URL('testing/toy-owner.ts', import.meta.url));
  const owner = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(owner.stdout, 'data')) as [Buffer];
  const { address, folder, pid } = JSON.parse(line.toString()) as { address: string; folder: string; pid: number };
  folders.push(folder);
  expect(await toyAnswer(address)).toBe('.');
  owner.kill('SIGKILL');
  await vi.waitFor(
    () => {
      expect(lives(pid)).toBe(false);
      expect(existsSync(folder)).toBe(false);
    },
    { timeout: 10_000 },
  );
});
