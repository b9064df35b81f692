import type { KvStore } from '@microchat/ports/kv-store';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeGroupHead, encodePosition } from './domain/sortable-rows.ts';
import { GroupHeads } from './group-heads.ts';
import { headAt } from './testing/requests.ts';

function headRow(index: number): Uint8Array {
  return encodeGroupHead({ head: headAt(index), logPartition: 0, logOffset: String(index) });
}

function ownRow(index: number): Uint8Array {
  return encodePosition({ index, count: headAt(index).count });
}

/** Counts reads, and can hold them back after the store has answered. */
function watchedStore(engine: MemoryEngine) {
  const watch = { reads: 0, hold: undefined as Promise<void> | undefined };
  const kv: Pick<KvStore, 'multiRead' | 'merge'> = {
    merge: (writes) => engine.kv.merge(writes),
    multiRead: async (requests) => {
      watch.reads += 1;
      const answer = await engine.kv.multiRead(requests);
      await watch.hold;
      return answer;
    },
  };
  return { kv: kv as KvStore, watch };
}

describe('GroupHeads', () => {
  test('reads a group once and then follows what is written', async () => {
    const { kv, watch } = watchedStore(new MemoryEngine());
    const groups = new GroupHeads(kv, {});
    expect(await groups.read(['a', 'b'], 'alice')).toEqual([{}, {}]);
    await groups.advance('a', headRow(3), new Map([['alice', ownRow(2)]]));
    expect(await groups.read(['b', 'a'], 'alice')).toEqual([{}, { head: headRow(3), own: ownRow(2) }]);
    expect(watch.reads).toBe(1);
    await groups.read(['a'], 'bob');
    expect(watch.reads).toBe(2);
  });

  test('a write that overtakes a read is not lost to it', async () => {
    const engine = new MemoryEngine();
    const { kv, watch } = watchedStore(engine);
    const groups = new GroupHeads(kv, {});
    const gate = Promise.withResolvers<void>();
    watch.hold = gate.promise;
    const reading = groups.read(['a'], 'alice');
    await groups.advance('a', headRow(9), new Map([['alice', ownRow(9)]]));
    gate.resolve();
    const written = [{ head: headRow(9), own: ownRow(9) }];
    expect(await reading).toEqual(written);
    expect(await groups.read(['a'], 'alice')).toEqual(written);
    expect(watch.reads).toBe(1);
  });

  test('what was forgotten is read again', async () => {
    const { kv, watch } = watchedStore(new MemoryEngine());
    const groups = new GroupHeads(kv, {}, { groupsMax: 2, ownSendsMax: 2 });
    for (const groupId of ['a', 'b', 'c']) {
      await groups.advance(groupId, headRow(1), new Map());
      await groups.read([groupId], 'alice');
    }
    await groups.advance('a', headRow(2), new Map());
    expect(await groups.read(['a'], 'alice')).toEqual([{ head: headRow(2), own: undefined }]);
    expect(watch.reads).toBe(4);
  });

  test('answers what was written last, whatever is in memory and after restarts', async () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('advance'),
        group: fc.nat(3),
        index: fc.integer({ min: 1, max: 50 }),
        own: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('read'), group: fc.nat(3), index: fc.constant(0), own: fc.constant(false) }),
      fc.record({
        kind: fc.constant('restart'),
        group: fc.constant(0),
        index: fc.constant(0),
        own: fc.constant(false),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const engine = new MemoryEngine();
        let groups = new GroupHeads(engine.kv, {}, { groupsMax: 2, ownSendsMax: 2 });
        const heads = [0, 0, 0, 0];
        const owns = [0, 0, 0, 0];
        for (const { kind, group, index, own } of steps) {
          if (kind === 'restart') groups = new GroupHeads(engine.kv, {}, { groupsMax: 2, ownSendsMax: 2 });
          if (kind === 'advance') {
            heads[group] = Math.max(heads[group] ?? 0, index);
            if (own) owns[group] = Math.max(owns[group] ?? 0, index);
            await groups.advance(`g${group}`, headRow(index), new Map(own ? [['alice', ownRow(index)]] : []));
          }
          if (kind === 'read') {
            const [rows] = await groups.read([`g${group}`], 'alice');
            const head = heads[group] ?? 0;
            const lastOwn = owns[group] ?? 0;
            expect(rows?.head).toEqual(head === 0 ? undefined : headRow(head));
            expect(rows?.own).toEqual(lastOwn === 0 ? undefined : ownRow(lastOwn));
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
