import type { Cluster } from './cluster.ts';
import type { ClusterEngines } from './cluster-engines.ts';

/** What runs where, for people. */
export function processTable(cluster: Cluster, engines: ClusterEngines): string {
  const { topology, ports } = cluster.settings;
  const rows: string[][] = [['PROCESS', 'PID', 'RUNS', 'RPC', 'METRICS']];
  for (const { name, address, engine } of engines.all) {
    rows.push([name, engine?.pid?.toString() ?? 'not ours', address, '', '']);
  }
  for (const { name, target, workers } of topology) {
    const process = cluster.process(name);
    const runs = workers === undefined ? target.join(', ') : `${workers} gateway workers on ${ports.public.gateway}`;
    const metrics = process.ready?.metricsPort;
    rows.push([name, text(process.pid), runs, text(ports.rpc.get(name)), text(metrics)]);
  }
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}

function text(value: number | undefined): string {
  return value?.toString() ?? '-';
}
