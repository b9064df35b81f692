import type { LmdbEngineOptions } from '@microchat/adapters/lmdb-engine';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';

import { recordsObserver } from './records-metrics.ts';

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
    ...recordsObserver(metrics, logger),
  };
}
