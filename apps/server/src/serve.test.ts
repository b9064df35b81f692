import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { ServerProcess } from './testing/server-process.ts';

let dataDir: string;
const running: ServerProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'microchat-serve-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.kill()));
  rmSync(dataDir, { recursive: true, force: true });
});

function start(workers: number, environment: Record<string, string> = {}): ServerProcess {
  const server = new ServerProcess({
    MICROCHAT_DATA_DIR: dataDir,
    MICROCHAT_GATEWAY_WORKERS: String(workers),
    ...environment,
  });
  running.push(server);
  return server;
}

// The tests look at processes through /proc.
describe.runIf(process.platform === 'linux')('microchat serve', () => {
  test('is ready with everything, says where to click, and leaves nothing behind', async () => {
    const server = start(2);
    const { apiPort, gatewayPort, metricsPort, pid } = await server.ready();
    const readyz = await fetch(`http://127.0.0.1:${apiPort}/readyz`);
    expect(readyz.status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${metricsPort}/readyz`)).status).toBe(200);
    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    expect(metrics).toContain('microchat_gateway_workers_listening 2');
    expect(await accepts(gatewayPort)).toBe(true);
    expect(server.output).toContain(`http://localhost:${apiPort}/`);
    const workers = childrenOf(pid);
    expect(workers).toHaveLength(2);
    const socketFolder = readFileSync(join(dataDir, 'socket-folder'), 'utf8').trim();
    expect(readdirSync(socketFolder)).toHaveLength(3);

    server.child.kill('SIGTERM');
    expect(await server.exited).toBe(0);
    expect([...workers.filter(isAlive), ...[socketFolder].filter(existsSync)]).toEqual([]);
    expect(await accepts(gatewayPort)).toBe(false);
  });

  test('runs the gateway in the main process with 0 workers', async () => {
    const server = start(0);
    const { gatewayPort, pid } = await server.ready();
    expect(await accepts(gatewayPort)).toBe(true);
    expect(childrenOf(pid)).toEqual([]);
    server.child.kill('SIGTERM');
    expect(await server.exited).toBe(0);
  });

  test('starts a killed worker again, on the same port', async () => {
    const server = start(1);
    const { gatewayPort, pid, metricsPort } = await server.ready();
    const [worker] = childrenOf(pid);
    process.kill(worker ?? 0, 'SIGKILL');
    await vi.waitFor(() => expect(childrenOf(pid)).not.toContain(worker), { timeout: 10_000, interval: 20 });
    await vi.waitFor(async () => expect(await accepts(gatewayPort)).toBe(true), { timeout: 10_000, interval: 50 });
    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    expect(metrics).toContain('microchat_gateway_worker_crashes_total 1');
  });

  test('workers of a killed server go, and the next one cleans up after it', async () => {
    const first = start(2);
    const { pid, gatewayPort } = await first.ready();
    const workers = childrenOf(pid);
    const socketFolder = readFileSync(join(dataDir, 'socket-folder'), 'utf8').trim();
    await first.kill();
    await vi.waitFor(() => expect(workers.filter(isAlive)).toEqual([]), { timeout: 10_000, interval: 20 });
    // The kernel closes a dead process's listener a moment after the process shows as dead.
    await vi.waitFor(async () => expect(await accepts(gatewayPort)).toBe(false), { timeout: 10_000, interval: 20 });
    expect(existsSync(socketFolder)).toBe(true);
    await start(0).ready();
    expect(existsSync(socketFolder)).toBe(false);
  });

  test('a second server on the data folder is refused, by the folder and the process that has it', async () => {
    const { pid } = await start(0).ready();
    const second = start(0);
    const { message } = await second.failed();
    expect(message).toContain(dataDir);
    expect(message).toContain(String(pid));
    expect(await second.exited).toBe(1);
  });

  test('a port that is taken stops the start, with the name of its variable', async () => {
    const { apiPort } = await start(0).ready();
    const second = start(0, { MICROCHAT_API_PORT: String(apiPort), MICROCHAT_DATA_DIR: join(dataDir, 'second') });
    expect((await second.failed()).message).toContain(`port ${apiPort} is in use`);
    expect(await second.exited).toBe(1);
  });
});

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
