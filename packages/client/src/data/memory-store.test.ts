import { describeClientStore } from '../testing/store-contract.ts';
import { MemoryStore } from './memory-store.ts';

describeClientStore('MemoryStore', async () => ({ store: new MemoryStore() }));
