import { Counter, Gauge, type Registry } from 'prom-client';
import type { EventPublisher } from './event-publisher.ts';
import type { PublisherObserver } from './publisher-observer.ts';

/** Counters of a publisher, `microchat_event_publisher_..._total`. Call it once for a registry. */
export function publisherCounters(registry: Registry): PublisherObserver {
  const registers = [registry];
  const counter = (what: string, help: string, labelNames: readonly string[] = []) =>
    new Counter({ name: `microchat_event_publisher_${what}_total`, help, labelNames, registers });
  const events = counter('events', 'Events appended to the log, repetitions included, by where they came from', [
    'from',
  ]);
  const late = counter('late_commits', 'Commits that resolved before their events were in the log');
  const appendFailures = counter('append_failures', 'Appends that failed or whose outcome is unknown; repeated');
  const refused = counter('refused_commits', 'Commits refused because too many events wait for the log', ['bound']);
  const overflows = counter('overflows', 'Commits whose events were too large to be stored with them');
  const doubts = counter('doubtful_commits', 'Commits with events whose outcome was unknown');
  const settled = counter('settled_partitions', 'Partitions at rest that are no longer answered for');
  const fences = counter('fences', 'Commits made to close partitions after crashes, doubts and outages');
  const declaredDead = counter('declared_dead', 'Other processes that were taken for dead');
  const lost = counter('incarnations_lost', 'Times that this process was taken for dead');
  const swept = counter('swept_partitions', 'Partitions of dead processes that were looked after');
  const failures = counter('background_failures', 'Rounds of background work that failed; tried again', ['what']);
  return {
    published(count, fromStore) {
      events.inc({ from: 'outbox' }, fromStore);
      events.inc({ from: 'memory' }, count - fromStore);
    },
    late: () => late.inc(),
    appendFailed: () => appendFailures.inc(),
    refused: (bound) => refused.inc({ bound }),
    overflowed: () => overflows.inc(),
    doubtful: () => doubts.inc(),
    settled: (partitions) => settled.inc(partitions),
    fenced: () => fences.inc(),
    declaredDead: () => declaredDead.inc(),
    incarnationLost: () => lost.inc(),
    swept: (partitions) => swept.inc(partitions),
    failed: (what) => failures.inc({ what }),
  };
}

/** What a publisher holds now, read when the metrics are. */
export function publisherGauges(registry: Registry, publisher: EventPublisher): void {
  const gauge = (what: string, help: string, value: () => number) =>
    new Gauge({
      name: `microchat_event_publisher_${what}`,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  gauge('partitions', 'Partitions that this process answers for', () => publisher.partitions);
  gauge('backlog_bytes', 'Bytes of events that wait for the log', () => publisher.backlogBytes);
  gauge('log_away', '1 while commits do not wait for the log', () => Number(publisher.isLogAway));
}
