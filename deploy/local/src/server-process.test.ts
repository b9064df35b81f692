import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { embeddedProcess } from './testing/embedded-process.ts';
import { untilReady } from './until-ready.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'microchat-cluster-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Not there, or dead and not yet waited for by whoever inherited it. */
function isGone(pid: number): boolean {
  const path = `/proc/${pid}/stat`;
  return !existsSync(path) || readFileSync(path, 'utf8').includes(') Z ');
}

test('is ready with its ports, ends as it is told, and can be started again', async () => {
  const ended: string[] = [];
  const server = embeddedProcess(folder, (reason) => ended.push(reason));
  await server.start();
  await untilReady(server);
  expect(server.ready?.apiPort).toBeGreaterThan(0);
  await expect(server.start()).rejects.toThrow('runs already');
  expect(await server.end('SIGKILL')).toBe('SIGKILL');
  expect([server.pid, server.ready]).toEqual([undefined, undefined]);

  await server.start();
  expect(await server.end('SIGTERM')).toBe('exit code 0');
  expect(ended).toEqual([]);
  expect(server.logTail()).toContain('MicroChat is running');
});

test('an end that nobody asked for is told', async () => {
  const ended = Promise.withResolvers<string>();
  const server = embeddedProcess(folder, ended.resolve);
  await server.start();
  process.kill(server.pid ?? 0, 'SIGKILL');
  expect(await ended.promise).toBe('SIGKILL');
});

test('one that cannot start says why', async () => {
  const server = embeddedProcess(folder, undefined, { MICROCHAT_TARGET: 'no-such-module' });
  await expect(server.start()).rejects.toThrow(/exit code \d.*unknown target "no-such-module"/s);
});

test.runIf(process.platform === 'linux')('goes when its runner is killed', async () => {
  const file = join(import.meta.dirname, 'testing', 'runner.ts');
  const runner = spawn(process.execPath, [file, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(runner.stdout, 'data')) as [Buffer];
  const pid = Number(line);
  expect(isGone(pid)).toBe(false);
  runner.kill('SIGKILL');
  await expect.poll(() => isGone(pid), { timeout: 10_000 }).toBe(true);
});
