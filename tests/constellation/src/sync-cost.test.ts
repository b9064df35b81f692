import { describe, expect, it } from 'vitest';
import { send } from './people.ts';
import { eachOf, type HelloCost, LongList, longListCost } from './sync-cost.ts';

const changed = 20;

/** What one hello reads of the store and brings over the wire, for a user with a long list of which little has changed. */
describe('cost of a sync', () => {
  it('is in proportion to what changed, not to the list', async () => {
    const rows: number[] = [];
    for (const conversations of [500, 5_000]) {
      const cost = await longListCost(conversations, changed);
      expect(cost.conversations).toBe(changed);
      expect(cost.hasMore).toBe(false);
      const { lists } = cost;
      console.log(
        `${conversations} conversations, ${changed} changed: ${lists.rows} rows in ${lists.calls} reads of the list; ${bytesOf(cost)}; one round trip`,
      );
      rows.push(lists.rows);
    }
    expect(rows[1]).toBe(rows[0]);
    expect(rows[1]).toBeLessThan(changed * 5);
  }, 60_000);

  it('reads the heads of 2 000 groups in four batches at most', async () => {
    const list = await LongList.begin();
    const { all } = list;
    const groupIds: string[] = [];
    await eachOf(2_000, async () => {
      const { groupId } = await all.membership.createGroup({ actorId: 'alice', name: 'g', memberIds: [] });
      groupIds.push(groupId);
    });
    await all.processAll();
    const cursor = await list.seenAll();
    for (const groupId of groupIds.slice(0, changed)) await send(all, 'alice', { groupId }, `to-${groupId}`);
    await all.processAll();
    const cost = await list.hello(cursor);
    await all.stop();
    expect(cost.conversations).toBe(changed);
    console.log(
      `2000 groups, ${changed} changed: ${cost.heads.calls} batched reads of heads; ${bytesOf(cost)}; one round trip`,
    );
    expect(cost.heads.calls).toBeLessThanOrEqual(Math.ceil(2_000 / 500));
  }, 60_000);
});

function bytesOf({ jsonBytes, protoBytes }: HelloCost): string {
  return `bytes: json ${jsonBytes}, proto ${protoBytes}`;
}
