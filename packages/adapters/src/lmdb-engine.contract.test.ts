import { kvStoreContract } from '@microchat/testkit/kv-store-contract';
import { openLmdbEngineUnderTest } from './lmdb-engine-under-test.ts';

kvStoreContract(openLmdbEngineUnderTest);
