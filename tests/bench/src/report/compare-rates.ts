import { type Load, measureRate, median, type Rate } from '../load/measure.ts';
import type { BenchOptions } from '../options.ts';

export interface Contender {
  readonly pid: number;
  start(run: number): Promise<Load>;
}

export interface ComparedRates {
  readonly ours: Summary;
  readonly limit: Summary;
}

export interface Summary {
  readonly value: number;
  readonly runs: readonly number[];
  readonly generatorCpu: number;
  readonly serverCpu: number;
  readonly othersCpu: number;
}

/** Medians of as many runs as asked for, the limit and ours in turn. */
export async function compareRates(
  what: string,
  options: BenchOptions,
  limit: Contender,
  ours: Contender,
): Promise<ComparedRates> {
  const limitRates: Rate[] = [];
  const ourRates: Rate[] = [];
  for (let run = 0; run < options.runs; run += 1) {
    const warmUpMs = run === 0 ? options.firstWarmUpMs : options.window.warmUpMs;
    limitRates.push(await measureRate(await limit.start(run), options.window, limit.pid));
    ourRates.push(await measureRate(await ours.start(run), { ...options.window, warmUpMs }, ours.pid));
    const [raw, own] = [limitRates.at(-1), ourRates.at(-1)].map((rate) => Math.round(rate?.perSecond ?? 0));
    console.log(`${what}, run ${run + 1}: limit ${raw}/s, MicroChat ${own}/s`);
  }
  return { ours: summaryOf(ourRates), limit: summaryOf(limitRates) };
}

export function summaryOf(rates: readonly Rate[]): Summary {
  const runs = rates.map(({ perSecond }) => perSecond);
  return {
    value: median(runs),
    runs,
    generatorCpu: Math.max(...rates.map(({ generatorCpu }) => generatorCpu)),
    serverCpu: median(rates.map(({ serverCpu }) => serverCpu)),
    othersCpu: median(rates.map(({ othersCpu }) => othersCpu)),
  };
}
