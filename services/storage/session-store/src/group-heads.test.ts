import type { KvStore } from '@microchat/ports/kv-store';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeGroupHead, encodePosition } from './domain/sortable-rows.ts';
import { GroupHeads, type GroupHeadsOptions } from './group-heads.ts';
import { headAt } from './testing/requests.ts';

const none = new Uint8Array();

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

const now = (...groupIds: string[]) => groupIds.map((groupId) => ({ groupId, completeBelow: undefined }));
const below = (completeBelow: number, ...groupIds: string[]) => groupIds.map((groupId) => ({ groupId, completeBelow }));

function groupHeads(kv: KvStore, options: Partial<GroupHeadsOptions> = {}): GroupHeads {
  return new GroupHeads({ kv, observer: {}, isAlone: false, ...options });
}

describe('GroupHeads of the only instance', () => {
  test('are read once and then follow what is written', async () => {
    const { kv, watch } = watchedStore(new MemoryEngine());
    const groups = groupHeads(kv, { isAlone: true });
    expect(await groups.read(now('a', 'b'), 'alice')).toEqual([{}, {}]);
    await groups.advance('a', headRow(3), new Map([['alice', ownRow(2)]]));
    expect(await groups.read(now('b', 'a'), 'alice')).toEqual([{}, { head: headRow(3), own: ownRow(2) }]);
    expect(watch.reads).toBe(1);
    await groups.read(now('a'), 'bob');
    expect(watch.reads).toBe(2);
  });

  test('what was forgotten is read again', async () => {
    const { kv, watch } = watchedStore(new MemoryEngine());
    const groups = groupHeads(kv, { isAlone: true, limits: { groupsMax: 2, ownSendsMax: 2 } });
    for (const groupId of ['a', 'b', 'c']) {
      await groups.advance(groupId, headRow(1), new Map());
      await groups.read(now(groupId), 'alice');
    }
    await groups.advance('a', headRow(2), new Map());
    expect(await groups.read(now('a'), 'alice')).toEqual([{ head: headRow(2), own: undefined }]);
    expect(watch.reads).toBe(4);
  });
});

describe('GroupHeads of several instances', () => {
  test('a write that overtakes a read is not lost to it', async () => {
    const engine = new MemoryEngine();
    const { kv, watch } = watchedStore(engine);
    const groups = groupHeads(kv);
    const gate = Promise.withResolvers<void>();
    watch.hold = gate.promise;
    const reading = groups.read(below(1, 'a'), 'alice');
    await groups.advance('a', headRow(9), new Map([['alice', ownRow(9)]]));
    gate.resolve();
    const written = [{ head: headRow(9), own: ownRow(9) }];
    expect(await reading).toEqual(written);
    expect(await groups.read(below(1, 'a'), 'alice')).toEqual(written);
    expect(watch.reads).toBe(1);
  });

  test('a head recorded through another instance is in memory too late, but is in what a cursor claims', async () => {
    const engine = new MemoryEngine();
    const { kv, watch } = watchedStore(engine);
    const asked = groupHeads(kv);
    const other = groupHeads(engine.kv);
    await asked.read(below(5, 'a'), 'alice');
    await other.advance('a', headRow(5), new Map());
    expect(await asked.read(below(5, 'a'), 'alice')).toEqual([{}]);
    expect(watch.reads).toBe(1);
    // Delivery has committed the record with that head: cursors go past it from here on.
    expect(await asked.read(below(6, 'a'), 'alice')).toEqual([{ head: headRow(5), own: undefined }]);
    expect(watch.reads).toBe(2);
    await asked.read(below(6, 'a'), 'alice');
    expect(watch.reads).toBe(2);
  });

  test('without an offset everything recorded before is in the answer', async () => {
    const engine = new MemoryEngine();
    const asked = groupHeads(engine.kv);
    const other = groupHeads(engine.kv);
    for (let index = 1; index < 4; index += 1) {
      await other.advance('a', headRow(index), new Map());
      expect(await asked.read(now('a'), 'alice')).toEqual([{ head: headRow(index), own: undefined }]);
    }
  });

  test('whoever writes and reads where, nothing recorded below the offset asked for is missing', async () => {
    const step = fc.record({
      kind: fc.constantFrom('advance', 'advance', 'commit', 'read', 'read', 'readNow', 'restart'),
      instance: fc.nat(1),
      group: fc.nat(3),
      own: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const engine = new MemoryEngine();
        const start = () => groupHeads(engine.kv, { limits: { groupsMax: 3, ownSendsMax: 3 } });
        const instances = [start(), start()];
        // All groups lie in one log partition: a record's offset is the next head's index.
        let offset = 0;
        let committed = 0;
        const recorded: { group: number; offset: number; own: boolean }[] = [];
        const expected = (group: number, offsetMax: number) =>
          recorded.filter((record) => record.group === group && record.offset < offsetMax);
        for (const { kind, instance, group, own } of steps) {
          const groups = instances[instance];
          if (kind === 'restart') instances[instance] = start();
          else if (kind === 'commit') committed = offset;
          else if (kind === 'advance') {
            offset += 1;
            await groups?.advance(`g${group}`, headRow(offset), new Map(own ? [['alice', ownRow(offset)]] : []));
            recorded.push({ group, offset: offset - 1, own });
          } else {
            const asked = kind === 'read' ? below(committed, `g${group}`) : now(`g${group}`);
            const [rows] = (await groups?.read(asked, 'alice')) ?? [];
            const needed = expected(group, kind === 'read' ? committed : offset);
            const head = needed.at(-1);
            const lastOwn = needed.findLast((record) => record.own);
            expect(Buffer.compare(rows?.head ?? none, head ? headRow(head.offset + 1) : none)).toBeGreaterThanOrEqual(
              0,
            );
            expect(
              Buffer.compare(rows?.own ?? none, lastOwn ? ownRow(lastOwn.offset + 1) : none),
            ).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
