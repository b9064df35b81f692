import { openLmdbEngineUnderTest } from '@microchat/adapters/lmdb-engine-under-test';
import type { KvStore } from '@microchat/ports/kv-store';
import type { EngineUnderTest } from '@microchat/testkit/engine-under-test';
import { openMemoryEngineUnderTest } from '@microchat/testkit/memory-engine-under-test';
import { afterEach, beforeEach, describe } from 'vitest';
import { type MessageStoreInstance, startMessageStore } from './message-store-instance.ts';
import type { MessageStoreOptions } from '../module.ts';

/** What a test of the service works with; everything is fresh for each test. */
export interface Fixture {
  readonly engine: EngineUnderTest;
  readonly kv: KvStore;
  start(options?: Partial<MessageStoreOptions>): Promise<MessageStoreInstance>;
}

/** The same tests on every embedded engine. */
export function describeOnEngines(name: string, tests: (fixture: Fixture) => void): void {
  const engines = [
    ['memory', openMemoryEngineUnderTest],
    ['LMDB', openLmdbEngineUnderTest],
  ] as const;
  describe.each(engines)(`${name} on %s`, (_engine, open) => {
    let engine: EngineUnderTest;
    beforeEach(async () => {
      engine = await open();
    });
    afterEach(() => engine.close());
    tests({
      get engine() {
        return engine;
      },
      get kv() {
        return engine.kv;
      },
      start: (options) => startMessageStore(engine.kv, options),
    });
  });
}
