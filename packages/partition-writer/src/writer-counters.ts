import { Counter, type Registry } from 'prom-client';
import type { WriterObserver } from './writer-observer.ts';

/**
 * Counters of the pools of one service, `microchat_<service>_..._total` with the table as label. Call it once for all
 * tables of the service: a registry takes each name once.
 */
export function writerCounters<Table extends string>(
  registry: Registry,
  service: string,
  tables: readonly Table[],
): Readonly<Record<Table, WriterObserver>> {
  const counter = (what: string, help: string, labelNames: readonly string[] = []) =>
    new Counter({
      name: `microchat_${service}_${what}_total`,
      help,
      labelNames: ['table', ...labelNames],
      registers: [registry],
    });
  const commits = counter('commits', 'Commits that were applied');
  const requests = counter('requests', 'Requests answered by writers', ['by']);
  const conflicts = counter('conflicts', 'Commits that another writer was faster than; decided again');
  const unknownOutcomes = counter('unknown_outcomes', 'Commits whose outcome was unknown, by how it ended', [
    'resolution',
  ]);
  const busy = counter('busy', 'Requests refused because a queue was full');
  const unavailable = counter('unavailable', 'Requests that failed because the store was away');
  const aborted = counter('aborted', 'Requests given up after too many conflicts');
  const failed = counter('failed', 'Requests that failed for an unexpected reason');

  const observer = (table: Table): WriterObserver => ({
    committed: (count) => {
      commits.inc({ table });
      requests.inc({ table, by: 'commit' }, count);
    },
    answered: (count) => requests.inc({ table, by: 'state' }, count),
    conflict: () => conflicts.inc({ table }),
    unknownOutcome: (resolution) => unknownOutcomes.inc({ table, resolution }),
    busy: () => busy.inc({ table }),
    unavailable: (count) => unavailable.inc({ table }, count),
    aborted: (count) => aborted.inc({ table }, count),
    failed: (count) => failed.inc({ table }, count),
  });
  return Object.fromEntries(tables.map((table) => [table, observer(table)])) as Record<Table, WriterObserver>;
}
