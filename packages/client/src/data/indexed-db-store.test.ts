import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';

import { describeClientStore } from '../testing/store-contract.ts';
import { IndexedDbStore } from './indexed-db-store.ts';

vi.stubGlobal('indexedDB', new IDBFactory());
vi.stubGlobal('IDBKeyRange', IDBKeyRange);

let databases = 0;
const newName = () => `microchat-test-${(databases += 1)}`;

describeClientStore('IndexedDbStore', async () => {
  let store = await IndexedDbStore.open({ name: newName() });
  return {
    store,
    async reopen() {
      const { name } = store;
      store.close();
      store = await IndexedDbStore.open({ name });
      return store;
    },
    close: async () => store.close(),
  };
});

test('a batch that the browser refuses leaves nothing behind', async () => {
  const name = newName();
  const store = await IndexedDbStore.open({ name });
  const saved = { userId: 'alice', cursor: 'c1', conversations: [], messages: [], forget: [] };
  await store.save(saved);
  const unclonable = { conversationId: 'a', head: () => 1 } as never;
  await expect(store.save({ ...saved, cursor: 'c2', conversations: [unclonable] })).rejects.toMatchObject({
    name: 'DataCloneError',
  });
  store.close();
  expect((await (await IndexedDbStore.open({ name })).load()).cursor).toBe('c1');
});

test('a page that wants to delete the database is not blocked by one that forgot to close it', async () => {
  const name = newName();
  await IndexedDbStore.open({ name });
  const deleting = indexedDB.deleteDatabase(name);
  await new Promise((resolve, reject) => {
    deleting.addEventListener('success', resolve);
    deleting.addEventListener('error', reject);
  });
});
