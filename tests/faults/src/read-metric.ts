import type { ServerProcess } from '@microchat/local-cluster/server-process';

/**
 * The sum of a metric of one process over the labels that contain `labels` (as Prometheus writes them: `outcome="late"`).
 * 0 if it has none.
 */
export async function readMetric(process: ServerProcess, name: string, labels = ''): Promise<number> {
  const port = process.ready?.metricsPort;
  if (port === undefined) throw new Error(`${process.name} does not run`);
  return metricOf(port, name, labels);
}

/** The same of the process that has its metrics on this port. */
export async function metricOf(port: number, name: string, labels = ''): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .filter((line) => line.includes(labels))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}
