import { openLmdbEngineUnderTest } from '@microchat/adapters/lmdb-engine-under-test';
import { openMemoryEngineUnderTest } from '@microchat/testkit/memory-engine-under-test';

/** The engines that the service's behaviour is shown on. */
export const engines = [
  ['memory', openMemoryEngineUnderTest],
  ['LMDB', openLmdbEngineUnderTest],
] as const;
