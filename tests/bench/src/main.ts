// `npm run bench [-- workload ..]`; without a name W1 and W2. Prints a table and writes the same as JSON.
import { commit } from './commit/commit.ts';
import { type BenchOptions, parseOptions, usage } from './options.ts';
import type { Figure } from './report/figure.ts';
import { printFigures, writeFigures } from './report/print-figures.ts';
import { rpc } from './rpc/rpc.ts';
import { loadCore, pin, serverCore } from './server/pinning.ts';
import { w1 } from './workloads/w1-pairs.ts';
import { w2 } from './workloads/w2-group.ts';
import { w3 } from './workloads/w3-connections.ts';
import { w4 } from './workloads/w4-large-group.ts';
import { w5 } from './workloads/w5-mix.ts';
import { w6 } from './workloads/w6-login.ts';
import { w7 } from './workloads/w7-history.ts';
import { w9 } from './workloads/w9-overload.ts';

/** Those of the table of targets. W8, channels, comes with channels. */
const workloads: Readonly<Record<string, (options: BenchOptions) => Promise<Figure[]>>> = {
  w1,
  w2,
  w3,
  w4,
  w5,
  w6,
  w7,
  w9,
};
/** Parts of the server by themselves; they print their own tables. */
const parts: Readonly<Record<string, () => Promise<void>>> = { commit, rpc };

try {
  await bench(parseOptions(process.argv.slice(2), ['all', ...Object.keys(workloads), ...Object.keys(parts)]));
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}

async function bench(options: BenchOptions): Promise<void> {
  const isPinned = pin(process.pid, loadCore);
  const figures: Figure[] = [];
  for (const name of namesOf(options)) {
    await parts[name]?.();
    figures.push(...((await workloads[name]?.(options)) ?? []));
  }
  if (figures.length === 0) return;
  const place = isPinned
    ? `server on core ${serverCore}, load on core ${loadCore}`
    : 'server and load share the cores (no taskset)';
  console.log(`${place}; ${options.encoding}; medians of ${options.runs}`);
  printFigures(figures);
  console.log(`written to ${writeFigures(options.folder, { isPinned, ...options }, figures)}`);
}

function namesOf({ workloads: asked }: BenchOptions): readonly string[] {
  if (asked.includes('all')) return Object.keys(workloads);
  return asked.length === 0 ? ['w1', 'w2'] : asked;
}
