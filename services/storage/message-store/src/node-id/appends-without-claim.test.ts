import { type KvStore, KvUnavailableError } from '@microchat/ports/kv-store';
import { ManualTime } from '@microchat/testkit/manual-time';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { expect, test } from 'vitest';
import { message } from '../testing/message.ts';
import { startMessageStore } from '../testing/message-store-instance.ts';
import { leaseTimes } from './lease-times.ts';
import { nodeIdsTable } from './node-claims.ts';

test('a store that could not renew its claim gives no message ids, and goes on when it could', async () => {
  const engine = new MemoryEngine();
  let isAway = false;
  const kv: KvStore = {
    read: (key, columns) => engine.kv.read(key, columns),
    multiRead: (requests) => engine.kv.multiRead(requests),
    scan: (key, range) => engine.kv.scan(key, range),
    merge: (writes) => engine.kv.merge(writes),
    commit: async (commit) => {
      if (isAway && commit.key.table === nodeIdsTable) throw new KvUnavailableError('away');
      return engine.kv.commit(commit);
    },
  };
  const timers = new ManualTime();
  const store = await startMessageStore(kv, { isAlone: false }, timers);
  const append = (clientMessageId: string) => store.client.append(message('alice', clientMessageId));
  await append('before');
  isAway = true;
  await timers.advanceSettling(leaseTimes.validMs);
  const refused = expect(append('meanwhile')).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'NODE_ID_LOST' });
  // Clients repeat a safe call once or twice.
  await timers.advanceSettling(4_000);
  await refused;
  isAway = false;
  await timers.advanceSettling(leaseTimes.renewEveryMs);
  expect(await append('meanwhile')).toMatchObject({ index: 2, duplicate: false });
  await store.stop();
});
