import { singleConversationId } from '@microchat/core/ids';
import { encodeServerFrame } from '@microchat/protocol/frames';
import { ReadCount } from '@microchat/testkit/read-count';
import { afterEach, describe, expect, it } from 'vitest';
import { Constellation } from './constellation.ts';
import { admit, send } from './people.ts';

const changed = 20;
/** Calls under way at the same time while a list is built. */
const buildingMax = 200;

/** What one hello reads of the store and brings over the wire, for a user with a long list of which little has changed. */
describe('cost of a sync', () => {
  const reads = new ReadCount();
  let all: Constellation;

  afterEach(() => all.stop());

  async function begin(): Promise<void> {
    all = await Constellation.start({ wrapKv: (kv) => reads.wrap(kv) });
    await admit(all, 'alice');
  }

  async function eachOf(count: number, call: (at: number) => Promise<unknown>): Promise<void> {
    for (let start = 0; start < count; start += buildingMax) {
      const numbers = Array.from({ length: Math.min(buildingMax, count - start) }, (_, at) => start + at);
      await Promise.all(numbers.map(call));
    }
  }

  function recordHead(peer: number, index: number): Promise<unknown> {
    const peerId = `peer-${peer}`;
    const conversationId = singleConversationId('alice', peerId);
    return all.sessionStore.recordHead({
      userId: 'alice',
      conversationId,
      peerId,
      head: head(index),
      ownIndex: 0,
      ownCount: 0,
    });
  }

  /** The cursor of a device that has seen everything. */
  async function seenAll(): Promise<string> {
    let page = await all.sync.getChanges({ userId: 'alice', cursor: '', limit: 500 });
    while (page.hasMore) page = await all.sync.getChanges({ userId: 'alice', cursor: page.cursor, limit: 500 });
    return page.cursor;
  }

  async function hello(cursor: string) {
    reads.reset();
    const { changes } = await all.sync.connect({ userId: 'alice', deviceId: 'phone', cursor });
    if (changes === null) throw new Error('a hello is answered with changes');
    const frame = { id: 1, welcome: { userId: 'alice', connectionId: 'c', ticket: '', heartbeatMs: 25_000, changes } };
    const bytes = (['json', 'proto'] as const).map(
      (encoding) => `${encoding} ${Buffer.byteLength(encodeServerFrame(encoding, frame))}`,
    );
    return { changes, bytes: bytes.join(', '), lists: reads.of('lists'), heads: reads.of('group_heads') };
  }

  it('is in proportion to what changed, not to the list', async () => {
    const rows: number[] = [];
    for (const conversations of [500, 5_000]) {
      await begin();
      await eachOf(conversations, (peer) => recordHead(peer, 1));
      const cursor = await seenAll();
      await eachOf(changed, (peer) => recordHead(peer * 7, 2));
      const { changes, bytes, lists } = await hello(cursor);
      expect(changes.conversations).toHaveLength(changed);
      expect(changes.hasMore).toBe(false);
      console.log(
        `${conversations} conversations, ${changed} changed: ${lists.rows} rows in ${lists.calls} reads of the list; bytes: ${bytes}; one round trip`,
      );
      rows.push(lists.rows);
      if (conversations === 500) await all.stop();
    }
    expect(rows[1]).toBe(rows[0]);
    expect(rows[1]).toBeLessThan(changed * 5);
  }, 60_000);

  it('reads the heads of 2 000 groups in four batches at most', async () => {
    await begin();
    const groupIds: string[] = [];
    await eachOf(2_000, async () => {
      const { groupId } = await all.membership.createGroup({ actorId: 'alice', name: 'g', memberIds: [] });
      groupIds.push(groupId);
    });
    await all.processAll();
    const cursor = await seenAll();
    for (const groupId of groupIds.slice(0, changed)) await send(all, 'alice', { groupId }, `to-${groupId}`);
    await all.processAll();
    const { changes, bytes, heads } = await hello(cursor);
    expect(changes.conversations).toHaveLength(changed);
    console.log(
      `2000 groups, ${changed} changed: ${heads.calls} batched reads of heads; bytes: ${bytes}; one round trip`,
    );
    expect(heads.calls).toBeLessThanOrEqual(Math.ceil(2_000 / 500));
  }, 60_000);
});

function head(index: number) {
  return {
    index,
    messageId: String(index * 1_000),
    previousMessageId: String((index - 1) * 1_000),
    count: index,
    membershipVersion: 0,
  };
}
