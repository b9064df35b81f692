import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineUnderTest } from '@microchat/testkit/engine-under-test';
import { openLmdbEngine } from './lmdb-engine.ts';
import { SystemTimers } from './system-time.ts';

/** The embedded engine in a folder of its own, as the contract suites want it. */
export async function openLmdbEngineUnderTest(): Promise<EngineUnderTest> {
  return openIn(await mkdtemp(join(tmpdir(), 'microchat-lmdb-')));
}

async function openIn(folder: string): Promise<EngineUnderTest> {
  const engine = await openLmdbEngine({ folder, timers: new SystemTimers() });
  return {
    kv: engine.kv,
    eventLog: engine.eventLog,
    async reopen() {
      await engine.close();
      return openIn(folder);
    },
    async close() {
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
