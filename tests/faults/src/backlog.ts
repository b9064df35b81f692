import type { Cluster } from '@microchat/local-cluster/cluster';
import { readMetric } from './read-metric.ts';

/** Bytes of events that wait for the event log, over all message stores that run. */
export async function backlogBytes(cluster: Cluster): Promise<number> {
  const stores = cluster.processes.filter(({ name, ready }) => name.startsWith('message-store') && ready !== undefined);
  const sizes = await Promise.all(stores.map((store) => readMetric(store, 'microchat_publisher_backlog_bytes')));
  return sizes.reduce((sum, size) => sum + size, 0);
}
