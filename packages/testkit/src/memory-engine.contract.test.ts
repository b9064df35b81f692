import { kvStoreContract } from './kv-store-contract.ts';
import { openMemoryEngineUnderTest } from './memory-engine-under-test.ts';

kvStoreContract(openMemoryEngineUnderTest);
