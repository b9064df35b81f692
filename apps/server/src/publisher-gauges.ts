import type { EventPublisher } from '@microchat/event-publisher/event-publisher';
import { Gauge, type Registry } from 'prom-client';

/** What waits for the event log in this process: grows while the log is away, and is bounded. */
export function registerPublisherGauges(
  metrics: Registry,
  publisher: Pick<EventPublisher, 'backlogBytes' | 'partitions'>,
): void {
  const backlog: Gauge = new Gauge({
    name: 'microchat_publisher_backlog_bytes',
    help: 'Events that were committed here and wait for the event log, in bytes',
    registers: [metrics],
    collect: () => backlog.set(publisher.backlogBytes),
  });
  const partitions: Gauge = new Gauge({
    name: 'microchat_publisher_partitions',
    help: 'Partitions of the store whose events this process answers for',
    registers: [metrics],
    collect: () => partitions.set(publisher.partitions),
  });
}
