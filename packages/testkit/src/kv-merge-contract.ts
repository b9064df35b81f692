import { KvLimitError, kvLimits, type MergeWrite } from '@microchat/ports/kv-store';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EngineOfSuite, freshName, type OpenEngine } from './engine-under-test.ts';

/** Merges of monotonous data: the larger value wins, whoever comes first. */
export function kvMergeContract(open: OpenEngine): void {
  describe('merge', () => {
    const engine = new EngineOfSuite(open);

    function freshKey() {
      return { table: 'contract-merged', partition: freshName('merge') };
    }

    test.each([
      ['larger', [1], [2], [2]],
      ['smaller', [2], [1], [2]],
      ['longer', [1], [1, 0], [1, 0]],
      ['shorter but larger', [1, 9], [2], [2]],
      ['bytes are unsigned', [0x7f], [0x80], [0x80]],
      ['the same', [3], [3], [3]],
      ['empty after something', [1], [], [1]],
      ['something after empty', [], [0], [0]],
    ])('keeps the larger value by byte order: %s', async (_case, first, second, expected) => {
      const key = freshKey();
      await engine.kv.merge([{ key, column: 'a', value: Uint8Array.from(first) }]);
      await engine.kv.merge([{ key, column: 'a', value: Uint8Array.from(second) }]);
      const read = await engine.kv.read(key, ['a']);
      expect([...(read.values[0] ?? [-1])]).toEqual(expected);
    });

    test('leaves the partition without version and head, and scans find the columns', async () => {
      const key = freshKey();
      await engine.kv.merge(['b', 'a'].map((column) => ({ key, column, value: Buffer.from(column) })));
      expect(await engine.kv.read(key)).toEqual({ version: 0, head: Buffer.from(''), recentCommitIds: [], values: [] });
      const columns = await engine.kv.scan(key, { from: '', to: '\x7f', limit: 10 });
      expect(columns.map(({ column }) => column)).toEqual(['a', 'b']);
    });

    test('writes that are merged concurrently end at the largest', async () => {
      const value = fc.uint8Array({ minLength: 1, maxLength: 2 });
      const property = fc.asyncProperty(
        fc.array(fc.array(value, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
        async (calls) => {
          const key = freshKey();
          await Promise.all(
            calls.map((values) => engine.kv.merge(values.map((value) => ({ key, column: 'a', value })))),
          );
          const largest = calls.flat().sort(Buffer.compare).at(-1);
          const read = await engine.kv.read(key, ['a']);
          expect(Buffer.from(read.values[0] ?? [])).toEqual(Buffer.from(largest ?? []));
        },
      );
      await fc.assert(property, { numRuns: 60 });
    });

    test('a merge that resolved is readable and survives, even if another one overtook it', async () => {
      const key = freshKey();
      const merged = [3, 1, 2].map((byte) => engine.kv.merge([{ key, column: 'a', value: Uint8Array.of(byte) }]));
      await merged[1];
      expect((await engine.kv.read(key, ['a'])).values[0]?.[0]).toBeGreaterThanOrEqual(1);
      await Promise.all(merged);
      await engine.reopen();
      expect([...((await engine.kv.read(key, ['a'])).values[0] ?? [])]).toEqual([3]);
    });

    test('takes 500 columns of many partitions, and no more', async () => {
      const writes = Array.from({ length: kvLimits.mergeWritesMax + 1 }, (_, index): MergeWrite => {
        return { key: freshKey(), column: `c${index}`, value: Uint8Array.of(1) };
      });
      const allowed = writes.slice(1);
      await engine.kv.merge(allowed);
      const reads = await engine.kv.multiRead(allowed.map(({ key, column }) => ({ key, columns: [column] })));
      expect(reads.filter((read) => read.values[0]?.length === 1)).toHaveLength(allowed.length);
      await expect(engine.kv.merge(writes)).rejects.toBeInstanceOf(KvLimitError);
    });

    test.each([
      ['an empty column', { column: '' }],
      ['a long column', { column: 'x'.repeat(257) }],
      ['too many bytes', { value: new Uint8Array(kvLimits.mergeBytesMax + 1) }],
    ])('refuses %s', async (_case, part) => {
      const write = { key: freshKey(), column: 'a', value: new Uint8Array(), ...part };
      await expect(engine.kv.merge([write])).rejects.toBeInstanceOf(KvLimitError);
    });
  });
}
