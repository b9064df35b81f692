import { busyMsOf, type CpuTime, cpuTimeOf } from '../server/cpu-time.ts';
import { serverCore } from '../server/pinning.ts';

/** Something under load: `completed` counts finished messages from the start on. */
export interface Load {
  completed(): number;
  stop(): Promise<void>;
}

export interface Window {
  readonly warmUpMs: number;
  readonly windowMs: number;
}

/** So long that the compiler has seen the hot code: the rate of the first second is half of that of the fifth. */
const defaultWindow: Window = { warmUpMs: 4_000, windowMs: 3_000 };

export interface Rate {
  readonly perSecond: number;
  /** Share of one core that the load generator used; above `generatorCpuMax` it is the generator that was measured. */
  readonly generatorCpu: number;
  /** Share of one core that the server used, all threads; NaN where that is not known. */
  readonly serverCpu: number;
  /** Share of the server's core that went to neither it nor idleness: on a shared machine others took it. NaN if not known. */
  readonly othersCpu: number;
}

export const generatorCpuMax = 0.9;

/** Messages per second of a running load, after a warm-up. Ends the load. */
export async function measureRate(load: Load, window: Window = defaultWindow, serverPid?: number): Promise<Rate> {
  await elapse(window.warmUpMs);
  const rate = await measureWindow(load, window.windowMs, serverPid);
  await load.stop();
  return rate;
}

/** Messages per second from here on. */
export async function measureWindow(
  load: Pick<Load, 'completed'>,
  windowMs: number,
  serverPid?: number,
): Promise<Rate> {
  const cpuBefore = process.cpuUsage();
  const serverBefore = cpuOf(serverPid);
  const busyBefore = busyMsOf(serverCore);
  const countBefore = load.completed();
  const startedAt = performance.now();
  await elapse(windowMs);
  const elapsedMs = performance.now() - startedAt;
  const cpu = process.cpuUsage(cpuBefore);
  const count = load.completed() - countBefore;
  const serverCpu = (cpuOf(serverPid).allMs - serverBefore.allMs) / elapsedMs;
  return {
    perSecond: (count * 1_000) / elapsedMs,
    generatorCpu: (cpu.user + cpu.system) / 1_000 / elapsedMs,
    serverCpu,
    othersCpu: Math.max(0, (busyMsOf(serverCore) - busyBefore) / elapsedMs - serverCpu),
  };
}

export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

/** A measuring window is the one thing that really is a duration. */
export function elapse(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

function cpuOf(pid: number | undefined): CpuTime {
  return pid === undefined ? { allMs: Number.NaN, mainMs: Number.NaN } : cpuTimeOf(pid);
}
