// `npm run cluster [-- --fresh] [--data-dir ./data/cluster]`: Cassandra, Kafka, Redis and the server split into eight
// processes and two gateway workers, all on this machine, until Ctrl-C.
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Cluster } from './cluster.ts';
import { type ClusterEngines, startEngines } from './cluster-engines.ts';
import { wellKnownPorts } from './cluster-ports.ts';
import { writeEnvironmentFile } from './environment-file.ts';
import { processTable } from './process-table.ts';
import { processVariables } from './process-variables.ts';
import { splitTopology } from './topology.ts';

const { values } = parseArgs({
  options: { fresh: { type: 'boolean', default: false }, 'data-dir': { type: 'string', default: './data/cluster' } },
});
const dataDir = resolve(values['data-dir']);
const startedAtMs = performance.now();

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function elapsed(): string {
  return `${((performance.now() - startedAtMs) / 1_000).toFixed(1)} s`;
}

/** The configuration of the process that calls most, for `microchat doctor`. */
function doctorFile({ settings }: Cluster): string {
  const path = join(dataDir, 'doctor.env');
  const api = settings.topology.find(({ name }) => name === 'api');
  if (api !== undefined) writeEnvironmentFile(path, processVariables(api, settings));
  return path;
}

async function start(): Promise<{ cluster: Cluster; engines: ClusterEngines }> {
  if (values.fresh) rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  say('Starting Cassandra, Kafka and Redis ...');
  const engines = await startEngines(join(dataDir, 'engines'), process.env);
  try {
    say(`Starting ${splitTopology.length} server processes (the engines took ${elapsed()}) ...`);
    const cluster = await Cluster.start({
      topology: splitTopology,
      ports: wellKnownPorts(splitTopology),
      engines: engines.addresses,
      dataDir,
      onEnded: (name, reason) => say(`*** ${name} ended (${reason}): ${join(dataDir, 'logs', `${name}.log`)}`),
    });
    return { cluster, engines };
  } catch (error) {
    await engines.stop();
    throw error;
  }
}

async function run(): Promise<number> {
  const interrupted = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
  const started = await Promise.race([start(), interrupted.then(() => undefined)]);
  // Whatever came up already goes with this process; nobody has given it anything yet.
  if (started === undefined) return 130;
  const { cluster, engines } = started;
  const { api } = cluster.settings.ports.public;
  say(`\nMicroChat is running as a cluster, after ${elapsed()}.\n\n${processTable(cluster, engines)}\n`);
  say(`  Chat in the browser   http://localhost:${api}/   (open it twice, as two users)`);
  say('  Chat in a terminal    npx microchat chat --user alice --to bob');
  say(`  Check it              (. ${doctorFile(cluster)}; npx microchat doctor)`);
  say(`  Data and logs         ${dataDir}\n\nPress Ctrl-C to stop.\n`);
  await interrupted;
  say('Stopping, access first, engines last; Ctrl-C again ends everything at once ...');
  const ends = await cluster.stop();
  await engines.stop();
  const unclean = [...ends].filter(([, end]) => end !== 'exit code 0');
  for (const [name, end] of unclean) say(`*** ${name}: ${end}`);
  return unclean.length === 0 ? 0 : 1;
}

try {
  process.exit(await run());
} catch (error) {
  process.stderr.write(`cluster: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
