import type { EventLog } from '@microchat/ports/event-log';
import type { KvStore } from '@microchat/ports/kv-store';
import { LmdbEnvironment, type LmdbEnvironmentOptions } from './lmdb-environment.ts';
import { LmdbEventLog } from './lmdb-event-log.ts';
import { LmdbKvStore } from './lmdb-kv-store.ts';
import { LmdbLog } from './lmdb-log.ts';

export interface LmdbEngineOptions extends LmdbEnvironmentOptions {
  /** Partitions of new topics; existing ones keep theirs. Default 4. */
  readonly partitions?: number;
}

/** The embedded store and log over one environment. */
export interface LmdbEngine {
  readonly kv: KvStore;
  readonly eventLog: EventLog;
  /** Stops the consumers, waits for the writes under way, closes the files. */
  close(): Promise<void>;
}

export async function openLmdbEngine(options: LmdbEngineOptions): Promise<LmdbEngine> {
  const environment = await LmdbEnvironment.open(options);
  const log = new LmdbLog(environment, options.partitions ?? 4);
  const eventLog = new LmdbEventLog(environment, log, options.timers);
  return {
    kv: new LmdbKvStore(environment, log),
    eventLog,
    async close() {
      await eventLog.stopConsumers();
      await environment.close();
    },
  };
}
