import { checkCommit, checkMerge, checkMultiRead, checkRead, checkScan } from '@microchat/ports/kv-limits';
import { type KvStore, kvEngineLimits } from '@microchat/ports/kv-store';
import type { Timers } from '@microchat/ports/time';
import { MemoryEventLog } from '@microchat/testkit/memory-event-log';
import { MemoryLog } from '@microchat/testkit/memory-log';
import { MemoryTables } from '@microchat/testkit/memory-tables';

/** What outlives processes. */
export class Durable {
  readonly tables = new MemoryTables();
  readonly log = new MemoryLog(4);
}

/** A store that knows nothing of events. */
export function plainKvStore({ tables }: Durable, latency: () => Promise<void>): KvStore {
  return {
    async read(key, columns = []) {
      checkRead(key, columns);
      await latency();
      return tables.read(key, columns);
    },
    async multiRead(requests) {
      checkMultiRead(requests);
      await latency();
      return requests.map(({ key, columns }) => tables.read(key, columns));
    },
    async scan(key, range) {
      checkScan(key, range);
      await latency();
      return tables.scan(key, range);
    },
    async commit(commit) {
      checkCommit(commit, kvEngineLimits);
      if (commit.events.length > 0) throw new Error('this store takes no events');
      await latency();
      const version = tables.commit(commit);
      return version === undefined ? { kind: 'conflict' } : { kind: 'applied', version };
    },
    async merge(writes) {
      checkMerge(writes);
      await latency();
      for (const write of writes) tables.merge(write);
    },
  };
}

/** A log that knows nothing of the store. */
export function plainEventLog({ log }: Durable, timers: Timers, latency: () => Promise<void>): MemoryEventLog {
  return new MemoryEventLog(log, { timers, observer: {}, latency });
}

export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
