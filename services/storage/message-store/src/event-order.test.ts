import type { Commit, KvStore } from '@microchat/ports/kv-store';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { expect, test } from 'vitest';
import { conversationId, message } from './testing/message.ts';
import { startMessageStore } from './testing/message-store-instance.ts';

test('a new segment says whose events come before its own, and no commit says it twice', async () => {
  const { kv } = new MemoryEngine();
  const commits: Commit[] = [];
  const recording: KvStore = {
    read: (...args) => kv.read(...args),
    multiRead: (...args) => kv.multiRead(...args),
    scan: (...args) => kv.scan(...args),
    merge: (...args) => kv.merge(...args),
    commit(commit) {
      commits.push(commit);
      return kv.commit(commit);
    },
  };
  const { client } = await startMessageStore(recording, { segmentEntriesMax: 2 });
  for (let n = 0; n < 6; n += 1) await client.append(message('alice', `c-${n}`));
  const written = commits.map(({ key, ifVersion, follows }) => [key.partition, ifVersion, follows?.partition]);
  const segment = (number: number) => `${conversationId}/${number}`;
  expect(written).toEqual([
    [segment(1), 0, undefined],
    [segment(1), 1, undefined],
    [segment(1), 2, undefined],
    [segment(2), 0, segment(1)],
    [segment(2), 1, undefined],
    [segment(2), 2, undefined],
    [segment(3), 0, segment(2)],
    [segment(3), 1, undefined],
  ]);
});
