// `npm run simulate -- [--seeds N] [--from K] | [--seed K [--trace LINES]] [--strict]`
import { parseArgs } from 'node:util';
import { runTwice } from './compare-runs.ts';
import { describeFailure, describeFaults } from './report.ts';
import type { SimulationResult } from './simulation.ts';
import { FaultTable } from './world/fault-table.ts';

const progressEvery = 20;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    strict: { type: 'boolean', default: false },
    trace: { type: 'string', default: '0' },
  },
});
const options = { isStrict: values.strict };

process.exitCode =
  values.seed === undefined ? await runMany(Number(values.from), Number(values.seeds)) : await runOne();

async function runOne(): Promise<number> {
  const result = await runTwice(Number(values.seed), options);
  const lines = Number(values.trace);
  if (lines > 0) console.log(result.tail.slice(-lines).join('\n'));
  console.log(summary(result));
  console.log(describeFaults(result.faults));
  if (result.violations.length > 0) console.error(describeFailure(result));
  return result.violations.length > 0 ? 1 : 0;
}

async function runMany(from: number, count: number): Promise<number> {
  const table = new FaultTable();
  const failed: number[] = [];
  const startMs = performance.now();
  for (let seed = from; seed < from + count; seed += 1) {
    const result = await runTwice(seed, options);
    table.add(result.faults);
    if (result.violations.length > 0) {
      failed.push(seed);
      console.error(describeFailure(result));
    }
    const done = seed - from + 1;
    if (done % progressEvery === 0 || done === count) {
      const seconds = ((performance.now() - startMs) / 1_000).toFixed(0);
      console.log(`${done} of ${count} seeds in ${seconds} s, ${failed.length} failed; last: ${summary(result)}`);
    }
  }
  console.log(`fault paths, over all seeds:\n${describeFaults(table)}`);
  if (failed.length > 0) console.error(`failed seeds: ${failed.join(' ')}`);
  return failed.length > 0 ? 1 : 0;
}

function summary({ seed, digest, events, acknowledged, convergedAfterMs, outboxBytesMost }: SimulationResult): string {
  return `seed ${seed}: ${events} events, ${acknowledged} messages acknowledged, at most ${outboxBytesMost} bytes queued, converged after ${Math.round(convergedAfterMs)} ms, trace ${digest}`;
}
