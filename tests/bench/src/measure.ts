/** Something under load: `completed` counts finished messages from the start on. */
export interface Load {
  completed(): number;
  stop(): Promise<void>;
}

/** So long that the compiler has seen the hot code: the rate of the first second is half of that of the fifth. */
const warmUpMs = 4_000;
const windowMs = 3_000;

export interface Rate {
  readonly perSecond: number;
  /** Share of one core that the load generator used; above 0.9 the generator is the bottleneck. */
  readonly generatorCpu: number;
}

/** Messages per second of a running load, after a warm-up. */
export async function measureRate(load: Load): Promise<Rate> {
  await elapse(warmUpMs);
  const cpuBefore = process.cpuUsage();
  const countBefore = load.completed();
  const startedAt = performance.now();
  await elapse(windowMs);
  const elapsedMs = performance.now() - startedAt;
  const cpu = process.cpuUsage(cpuBefore);
  const count = load.completed() - countBefore;
  await load.stop();
  return { perSecond: (count * 1_000) / elapsedMs, generatorCpu: (cpu.user + cpu.system) / 1_000 / elapsedMs };
}

export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

/** A measuring window is the one thing that really is a duration. */
function elapse(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
