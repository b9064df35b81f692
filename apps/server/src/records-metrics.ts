import type { EngineObserver } from '@microchat/engine-kit/engine-observer';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';

export type RecordsObserver = Required<Pick<EngineObserver, 'handled' | 'retried' | 'parked' | 'consumerFailed'>>;

/** Counts and logs what becomes of the records of the event log, whichever engine it is on. */
export function recordsObserver(metrics: Registry, logger: Logger): RecordsObserver {
  const records = new Counter({
    name: 'microchat_engine_records_total',
    help: 'Event log records by what became of them',
    labelNames: ['topic', 'group', 'outcome'],
    registers: [metrics],
  });
  return {
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
