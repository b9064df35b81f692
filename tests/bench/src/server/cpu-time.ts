import { readdirSync, readFileSync } from 'node:fs';

export interface CpuTime {
  /** Of all threads. */
  readonly allMs: number;
  readonly mainMs: number;
}

/** CPU time of a process so far, by the nanosecond; NaN where there is no /proc. */
export function cpuTimeOf(pid: number): CpuTime {
  try {
    const threads = readdirSync(`/proc/${pid}/task`).map((thread) => ({ thread, ms: threadMs(pid, thread) }));
    return {
      allMs: threads.reduce((sum, { ms }) => sum + ms, 0),
      mainMs: threads.find(({ thread }) => thread === String(pid))?.ms ?? Number.NaN,
    };
  } catch {
    return { allMs: Number.NaN, mainMs: Number.NaN };
  }
}

const tickMs = 10;

/** Time that a core was not idle so far, whoever used it, the hypervisor's other guests included; NaN where there is no /proc. */
export function busyMsOf(core: number): number {
  try {
    const line = new RegExp(`^cpu${core} (.*)$`, 'm').exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? '';
    const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, steal = 0] = line.trim().split(' ').map(Number);
    return (user + nice + system + irq + softIrq + steal) * tickMs;
  } catch {
    return Number.NaN;
  }
}

/** Resident memory; NaN where there is no /proc. */
export function residentBytes(pid: number): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? Number.NaN) * 1024;
  } catch {
    return Number.NaN;
  }
}

function threadMs(pid: number, thread: string): number {
  const [runningNs] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
  return Number(runningNs) / 1e6;
}
