import { median } from '../load/measure.ts';
import { cpuTimeOf } from './cpu-time.ts';

/** Milliseconds of a server's CPU time, all threads, for one of `calls` calls made one after the other. After as many unmeasured. */
export async function measureCpuOf(
  pid: number,
  runs: number,
  calls: number,
  call: (at: number) => Promise<void>,
): Promise<{ readonly value: number; readonly runs: readonly number[] }> {
  const values: number[] = [];
  for (let run = -1; run < runs; run += 1) {
    const before = cpuTimeOf(pid).allMs;
    for (let at = 0; at < calls; at += 1) await call(at);
    if (run >= 0) values.push((cpuTimeOf(pid).allMs - before) / calls);
  }
  return { value: median(values), runs: values };
}
