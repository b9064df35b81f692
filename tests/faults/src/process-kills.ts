import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerProcess } from '@microchat/local-cluster/server-process';
import { untilReady } from '@microchat/local-cluster/until-ready';
import type { ClusterLoad, Silences } from './cluster-load.ts';
import { pollUntil } from './poll-until.ts';
import { readMetric } from './read-metric.ts';

export interface Recovery extends Silences {
  readonly process: string;
  /** From the kill until its successor was ready. */
  readonly readyMs: number;
}

/** Kills this process under load (SIGKILL), starts it again and waits until everything that clients do works again. */
export async function killAndRestart(load: ClusterLoad, name: string): Promise<Recovery> {
  const process = load.server.cluster.process(name);
  return measured(load, name, async () => {
    await process.end('SIGKILL');
    await process.start();
    await untilReady(process);
  });
}

/**
 * Stops a process under load (SIGSTOP) for longer than anybody believes it alive, and wakes it up: it must find out that
 * others have taken over. `readyMs` is the time that it was stopped.
 */
export async function stopAndWake(load: ClusterLoad, name: string, stoppedMs: number): Promise<Recovery> {
  const process = load.server.cluster.process(name);
  return measured(load, `${name}, stopped`, async () => {
    process.pause();
    await sleep(stoppedMs);
    process.resume();
  });
}

/** Kills one gateway worker; its parent starts it again. Linux only. */
export async function killGatewayWorker(load: ClusterLoad, gateway: ServerProcess): Promise<Recovery> {
  const before = childrenOf(gateway);
  const [victim] = before;
  if (victim === undefined) throw new Error(`${gateway.name} has no workers`);
  return measured(load, 'a gateway worker', async () => {
    globalThis.process.kill(victim, 'SIGKILL');
    const isReplaced = async () => {
      const now = childrenOf(gateway);
      if (now.length < before.length || now.includes(victim)) return false;
      return (await readMetric(gateway, 'microchat_gateway_workers_listening')) === before.length;
    };
    await pollUntil(isReplaced, 'the worker is started again');
  });
}

async function measured(load: ClusterLoad, process: string, killAndWait: () => Promise<void>): Promise<Recovery> {
  const killedAtMs = performance.now();
  await killAndWait();
  const readyAtMs = performance.now();
  await load.flowsAgain(readyAtMs);
  return { process, readyMs: Math.round(readyAtMs - killedAtMs), ...load.silences(killedAtMs, performance.now()) };
}

function childrenOf({ pid }: ServerProcess): number[] {
  const pids = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return pids === '' ? [] : pids.split(' ').map(Number);
}

/** For people. */
export function recoveryTable(recoveries: readonly Recovery[]): string {
  const columns = ['sendMs', 'deliveryMs', 'connectMs', 'restMs'] as const;
  const rows = recoveries.map((recovery) => [
    recovery.process,
    ...[recovery.readyMs, ...columns.map((column) => recovery[column])].map((ms) => `${(ms / 1_000).toFixed(1)} s`),
  ]);
  const all = [['killed', 'ready again', 'no ack for', 'no delivery', 'no connect', 'no REST'], ...rows];
  return all
    .map(([name = '', ...cells]) => name.padEnd(26) + cells.map((cell) => cell.padStart(13)).join(''))
    .join('\n');
}
