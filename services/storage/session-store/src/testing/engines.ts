import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLmdbEngine } from '@microchat/adapters/lmdb-engine';
import type { EventLog, LogRecord } from '@microchat/ports/event-log';
import type { KvStore } from '@microchat/ports/kv-store';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { realTimers } from '@microchat/testkit/real-timers';

export interface Engine {
  readonly kv: KvStore;
  readonly eventLog: EventLog;
  close(): Promise<void>;
}

/** The engines that every behaviour of the service is shown on. */
export const engines: readonly { readonly name: string; open(): Promise<Engine> }[] = [
  { name: 'memory', open: async () => new MemoryEngine() },
  { name: 'LMDB', open: openTemporaryLmdb },
];

async function openTemporaryLmdb(): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'microchat-session-store-'));
  const engine = await openLmdbEngine({ folder, timers: realTimers });
  return {
    kv: engine.kv,
    eventLog: engine.eventLog,
    close: async () => {
      await engine.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** All records of a key, in order. */
export async function recordsOf(eventLog: EventLog, topic: string, key: string): Promise<LogRecord[]> {
  const records = await eventLog.read(topic, eventLog.partitionOf(topic, key), 0, 10_000);
  return records.filter((record) => record.key === key);
}
