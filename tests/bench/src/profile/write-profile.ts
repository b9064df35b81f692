import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { elapse, type Load } from '../load/measure.ts';
import type { BenchOptions } from '../options.ts';
import { type BenchServer, startBenchServer } from '../server/bench-server.ts';
import { timedTree } from './cpu-profile.ts';
import { flameGraph } from './flame-graph.ts';
import { Inspector, inspectable } from './inspector.ts';
import { topSelfTimes } from './self-times.ts';

const profileMs = 5_000;
const functionsShown = 25;

/** Runs a load on a server of its own and writes its profile: the rates are measured without a profiler, on another server. */
export async function writeProfile(
  name: string,
  options: BenchOptions,
  start: (server: BenchServer) => Promise<Load>,
): Promise<void> {
  const server = await startBenchServer({ variables: inspectable });
  try {
    const load = await start(server);
    await elapse(options.firstWarmUpMs);
    await profileServer(name, options, server);
    await load.stop();
  } finally {
    await server.stop();
  }
}

/**
 * Writes what the main thread of an inspectable server does in the next seconds: `<name>.cpuprofile` (for developer tools),
 * `<name>.svg` and `<name>.txt`.
 */
export async function profileServer(name: string, options: BenchOptions, server: BenchServer): Promise<void> {
  const inspector = await Inspector.attach(server);
  const profile = await inspector.profile(elapse(options.isShort ? 1_000 : profileMs));
  inspector.detach();
  const tree = timedTree(profile);
  const lines = topSelfTimes(tree, functionsShown).map(
    ({ name: functionName, place, share }) => `${(share * 100).toFixed(1).padStart(5)} %  ${functionName}  ${place}`,
  );
  const text = `${name}: own time of functions, of the busy time of the main thread\n${lines.join('\n')}\n`;
  mkdirSync(options.folder, { recursive: true });
  writeFileSync(join(options.folder, `${name}.cpuprofile`), JSON.stringify(profile));
  writeFileSync(join(options.folder, `${name}.svg`), flameGraph(tree, `${name}: server, main thread, busy time`));
  writeFileSync(join(options.folder, `${name}.txt`), text);
  console.log(text);
}
