import type { LmdbEngineOptions } from '@microchat/adapters/lmdb-engine';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';

export type EngineObserver = NonNullable<LmdbEngineOptions['observer']>;

/** Counts and logs what the embedded engine reports. `onLost`: it will never answer again. */
export function engineObserver(metrics: Registry, logger: Logger, onLost: () => void): EngineObserver {
  const registers = [metrics];
  const commits = new Counter({
    name: 'microchat_engine_commits_total',
    help: 'Commits of the embedded store by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const rows = new Counter({ name: 'microchat_engine_rows_total', help: 'Rows and events committed', registers });
  const records = new Counter({
    name: 'microchat_engine_records_total',
    help: 'Event log records by what became of them',
    labelNames: ['topic', 'group', 'outcome'],
    registers,
  });
  return {
    committed(rowCount, eventCount) {
      commits.inc({ outcome: 'applied' });
      rows.inc(rowCount + eventCount);
    },
    conflicted: () => commits.inc({ outcome: 'conflict' }),
    writeFailed(error) {
      commits.inc({ outcome: 'failed' });
      logger.error({ err: error }, 'the embedded store failed to write');
    },
    engineLost(error) {
      logger.fatal({ err: error }, 'the embedded store is lost');
      onLost();
    },
    handled: (topic, group, count) => records.inc({ topic, group, outcome: 'handled' }, count),
    retried(topic, group, cause) {
      records.inc({ topic, group, outcome: 'retried' });
      logger.warn({ topic, group, err: cause }, 'events will be handled again');
    },
    parked(topic, group, cause) {
      records.inc({ topic, group, outcome: 'parked' });
      logger.error({ topic, group, err: cause }, 'event parked');
    },
    consumerFailed(topic, group, cause) {
      records.inc({ topic, group, outcome: 'failed' });
      logger.error({ topic, group, err: cause }, 'the event log could not be read or its offset not be saved');
    },
  };
}
