import type { EngineUnderTest } from './engine-under-test.ts';
import { MemoryEngine } from './memory-engine.ts';

/** The memory engine as the contract suites want it. */
export async function openMemoryEngineUnderTest(): Promise<EngineUnderTest> {
  return underTest(new MemoryEngine());
}

function underTest(engine: MemoryEngine): EngineUnderTest {
  return {
    kv: engine.kv,
    eventLog: engine.eventLog,
    reopen: async () => underTest(engine.restart()),
    close: () => engine.close(),
  };
}
