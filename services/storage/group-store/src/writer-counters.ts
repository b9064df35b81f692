import type { WriterObserver } from '@microchat/partition-writer/writer-observer';
import { Counter, type Registry } from 'prom-client';

/** What goes wrong, and how often, in the writers of groups. */
export function writerCounters(registry: Registry): WriterObserver {
  const counter = (what: string, help: string): Counter =>
    new Counter({ name: `microchat_group_store_${what}_total`, help, registers: [registry] });
  const conflicts = counter('conflicts', 'Commits that another writer was faster than; decided again');
  const unknownOutcomes = new Counter({
    name: 'microchat_group_store_unknown_outcomes_total',
    help: 'Commits whose outcome was unknown, by how it was resolved',
    labelNames: ['resolution'],
    registers: [registry],
  });
  const busy = counter('busy', 'Requests refused because a queue was full');
  const unavailable = counter('unavailable', 'Requests that failed because the store was away');
  const aborted = counter('aborted', 'Requests given up after too many conflicts');
  const failed = counter('failed', 'Requests that failed for an unexpected reason');
  return {
    conflict: () => conflicts.inc(),
    unknownOutcome: (resolution) => unknownOutcomes.inc({ resolution }),
    busy: () => busy.inc(),
    unavailable: (requests) => unavailable.inc(requests),
    aborted: (requests) => aborted.inc(requests),
    failed: (requests) => failed.inc(requests),
  };
}
