import { commitWithEventsContract } from '@microchat/testkit/commit-with-events-contract';
import { kvStoreContract } from '@microchat/testkit/kv-store-contract';
import { openPublishingEngine } from './testing/publishing-engine-under-test.ts';

kvStoreContract(openPublishingEngine);
commitWithEventsContract(openPublishingEngine);
