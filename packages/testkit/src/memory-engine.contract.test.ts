import { commitWithEventsContract } from './commit-with-events-contract.ts';
import { eventLogContract } from './event-log-contract.ts';
import { kvStoreContract } from './kv-store-contract.ts';
import { openMemoryEngineUnderTest } from './memory-engine-under-test.ts';

kvStoreContract(openMemoryEngineUnderTest);
eventLogContract(openMemoryEngineUnderTest);
commitWithEventsContract(openMemoryEngineUnderTest);
