import { commitWithEventsContract } from '@microchat/testkit/commit-with-events-contract';
import { eventLogContract } from '@microchat/testkit/event-log-contract';
import { kvStoreContract } from '@microchat/testkit/kv-store-contract';
import { openLmdbEngineUnderTest } from './lmdb-engine-under-test.ts';

kvStoreContract(openLmdbEngineUnderTest);
eventLogContract(openLmdbEngineUnderTest);
commitWithEventsContract(openLmdbEngineUnderTest);
