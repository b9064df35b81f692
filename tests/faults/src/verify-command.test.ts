import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type RunningServer, startServer } from '@microchat/tests-e2e/server';
import { describe, expect, it } from 'vitest';
import { workerPids } from './worker-pids.ts';

const { nodeFlags } = createRequire(import.meta.url)('../../../scripts/node-flags.cjs') as { nodeFlags: string[] };
const mainFile = join(import.meta.dirname, '../../../apps/server/src/main.ts');

interface VerifyLine {
  readonly type: string;
  readonly ok?: boolean;
  readonly acknowledged?: number;
  readonly outages?: number;
  readonly offline?: number;
}

/** `microchat verify --json` as a process of its own. */
class VerifyProcess {
  readonly lines: VerifyLine[] = [];
  readonly #child: ChildProcess;
  readonly #exited: Promise<[number | null]>;

  constructor(server: Pick<RunningServer, 'apiUrl' | 'gatewayUrl'>, ...options: string[]) {
    const urls = ['--url', server.apiUrl, '--gateway', server.gatewayUrl];
    const args = [...nodeFlags, mainFile, 'verify', '--json', '--interval', '0.5', ...urls, ...options];
    this.#child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#exited = once(this.#child, 'close') as Promise<[number | null]>;
    if (this.#child.stdout === null) throw new Error('no output');
    createInterface(this.#child.stdout).on('line', (line) => this.lines.push(JSON.parse(line) as VerifyLine));
  }

  get last(): VerifyLine | undefined {
    return this.lines.findLast(({ type }) => type === 'progress' || type === 'summary');
  }

  /** As Ctrl+C does. Resolves with the exit code. */
  async interrupt(): Promise<number | null> {
    this.#child.kill('SIGINT');
    return this.exited();
  }

  async exited(): Promise<number | null> {
    const [code] = await this.#exited;
    return code;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

describe.runIf(process.platform === 'linux')('microchat verify', () => {
  it('reports killed workers and a killed server as outages, and that nothing is lost', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'microchat-verify-'));
    let server = await startServer({ workers: 2, dataDir });
    const { apiPort, gatewayPort } = server;
    const verify = new VerifyProcess(server, '--rate', '40', '--late-ms', '60000');
    const acked = () => verify.last?.acknowledged ?? 0;
    const outages = () => verify.last?.outages ?? 0;
    const patience = { timeout: 30_000 };
    const goesOn = async () => {
      const ackedBefore = acked();
      await expect.poll(() => verify.last?.offline === 0 && acked() > ackedBefore + 40, patience).toBe(true);
    };
    try {
      await expect.poll(acked, patience).toBeGreaterThan(40);
      for (const pid of workerPids(server.pid)) process.kill(pid, 'SIGKILL');
      await expect.poll(outages, patience).toBe(1);
      await goesOn();

      await server.kill();
      server = await startServer({ workers: 2, dataDir, apiPort, gatewayPort });
      await goesOn();

      expect(await verify.interrupt()).toBe(0);
      expect(verify.lines.filter(({ type }) => type === 'problem')).toEqual([]);
      expect(verify.last).toMatchObject({
        type: 'summary',
        ok: true,
        lost: 0,
        doubled: 0,
        reordered: 0,
        late: 0,
        unread: 0,
        refused: 0,
      });
      expect(outages()).toBeGreaterThanOrEqual(2);
      expect(verify.last).toMatchObject({ stored: acked() });
    } finally {
      verify.kill();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  }, 120_000);

  it('ends after its time, with 1 when messages were later than allowed', async () => {
    const server = await startServer({ workers: 0 });
    // Nothing is acknowledged, written to disk, within a millisecond each time.
    const verify = new VerifyProcess(server, '--rate', '50', '--late-ms', '1', '--seconds', '1');
    try {
      expect(await verify.exited()).toBe(1);
      expect(verify.last).toMatchObject({ type: 'summary', ok: false, lost: 0, doubled: 0, reordered: 0 });
      expect(verify.lines).toContainEqual(expect.objectContaining({ type: 'problem', kind: 'late' }));
    } finally {
      verify.kill();
      await server.stop();
    }
  }, 60_000);

  it('says what is wrong when nobody is there', async () => {
    const nowhere = { apiUrl: 'http://127.0.0.1:1', gatewayUrl: 'nonsense' };
    expect(await new VerifyProcess(nowhere).exited()).toBe(2);
  });
});
