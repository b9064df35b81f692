import { type KvStore, KvUnavailableError, type MergeWrite } from '@microchat/ports/kv-store';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { describe, expect, test } from 'vitest';
import { ColumnMerger } from './column-merger.ts';

const table = 'records';

function one(column: string, value: number): Map<string, Uint8Array> {
  return new Map([[column, Uint8Array.of(value)]]);
}

/** A store whose merges wait until they are let go. */
function heldStore() {
  const engine = new MemoryEngine();
  const held: { readonly writes: readonly MergeWrite[]; go(): void; fail(error: Error): void }[] = [];
  const kv: Pick<KvStore, 'merge'> = {
    merge: async (writes) => {
      const gate = Promise.withResolvers<void>();
      held.push({ writes, go: gate.resolve, fail: gate.reject });
      await gate.promise;
      await engine.kv.merge(writes);
    },
  };
  return { kv: kv as KvStore, held, engine };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('ColumnMerger', () => {
  test('combines what arrives while a merge is in flight', async () => {
    const { kv, held, engine } = heldStore();
    const merger = new ColumnMerger({ kv, table });
    const first = merger.merge('p', one('a', 1));
    await turns();
    const later = [5, 9, 7].map((value) => merger.merge('p', one('a', value)));
    const other = merger.merge('p', one('b', 2));
    await turns();
    expect(held).toHaveLength(1);

    held[0]?.go();
    await first;
    await turns();
    expect(held).toHaveLength(2);
    expect(held[1]?.writes.map(({ column, value }) => [column, ...value])).toEqual([
      ['a', 9],
      ['b', 2],
    ]);
    held[1]?.go();
    await Promise.all([...later, other]);
    const { values } = await engine.kv.read({ table, partition: 'p' }, ['a', 'b']);
    expect(values.map((value) => value?.[0])).toEqual([9, 2]);
  });

  test('what is called for in one turn goes together, partitions do not wait for each other', async () => {
    const { kv, held } = heldStore();
    const merger = new ColumnMerger({ kv, table });
    const calls = [merger.merge('p', one('a', 1)), merger.merge('p', one('a', 2)), merger.merge('q', one('a', 3))];
    await turns();
    expect(held.map(({ writes }) => writes.map(({ value }) => value[0]))).toEqual([[2], [3]]);
    for (const merge of held) merge.go();
    await Promise.all(calls);
  });

  test('a failed merge fails those who waited for it and nobody else', async () => {
    const { kv, held } = heldStore();
    const lost: number[] = [];
    const merger = new ColumnMerger({ kv, table, observer: { unavailable: (calls) => lost.push(calls) } });
    const first = merger.merge('p', one('a', 1));
    await turns();
    const second = merger.merge('p', one('a', 2));
    held[0]?.fail(new KvUnavailableError('away'));
    await expect(first).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'STORE_UNAVAILABLE' });
    await turns();
    held[1]?.go();
    await second;
    expect(lost).toEqual([1]);
  });

  test('more columns than a merge takes go in several', async () => {
    const { kv, held } = heldStore();
    const merger = new ColumnMerger({ kv, table });
    const columns = new Map(Array.from({ length: 1_200 }, (_, at) => [`c${at}`, Uint8Array.of(1)]));
    const call = merger.merge('p', columns);
    for (let at = 0; at < 3; at += 1) {
      await turns();
      held[at]?.go();
    }
    await call;
    expect(held.map(({ writes }) => writes.length)).toEqual([500, 500, 200]);
  });

  test('refuses what would wait without bound', async () => {
    const { kv, held } = heldStore();
    const refused: string[] = [];
    const merger = new ColumnMerger({
      kv,
      table,
      limits: { waitingMax: 3, columnsMax: 2 },
      observer: { busy: () => refused.push('busy') },
    });
    const first = merger.merge('p', one('a', 1));
    await turns();
    const second = merger.merge('p', new Map([...one('a', 2), ...one('b', 2)]));
    await expect(merger.merge('p', one('c', 1))).rejects.toMatchObject({ reason: 'WRITER_BUSY' });
    const third = merger.merge('q', one('a', 1));
    await expect(merger.merge('r', one('a', 1))).rejects.toMatchObject({ reason: 'STORE_BUSY' });
    expect(refused).toHaveLength(2);

    let isIdle = false;
    const idle = merger.idle().then(() => {
      isIdle = true;
    });
    await turns();
    expect(isIdle).toBe(false);
    for (let at = 0; at < 3; at += 1) {
      await turns();
      held[at]?.go();
    }
    await Promise.all([first, second, third, idle]);
  });
});
