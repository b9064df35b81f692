import type { ServerProcess } from '@microchat/local-cluster/server-process';
import { readMetrics } from '@microchat/tests-e2e/read-metrics';

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
  return (await readMetrics(port))
    .entries()
    .filter(([key]) => key === name || key.startsWith(`${name}{`))
    .filter(([key]) => key.includes(labels))
    .reduce((sum, [, value]) => sum + value, 0);
}
