import { kvLimits, type MergeWrite } from '@microchat/ports/kv-store';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeBatches } from './merge-batches.ts';

const write = fc.record({
  key: fc.record({ table: fc.constantFrom('t', 'u'), partition: fc.constantFrom('a', 'b', 'c') }),
  column: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }),
  value: fc.integer({ min: 0, max: 45 * 1024 }).map((length) => new Uint8Array(length)),
});

test('every write is in one batch of its partition, and batches keep their limits', () => {
  const property = fc.property(fc.array(write, { maxLength: 250 }), (writes: MergeWrite[]) => {
    const batches = mergeBatches(writes);
    const packed = batches.flatMap((batch) => batch.writes);
    expect(packed).toHaveLength(writes.length);
    expect(new Set(packed)).toEqual(new Set(writes));
    for (const batch of batches) {
      expect(batch.writes.every(({ key }) => key.table === batch.key.table)).toBe(true);
      expect(batch.writes.every(({ key }) => key.partition === batch.key.partition)).toBe(true);
      expect(batch.bytes).toBe(batch.writes.reduce((sum, each) => sum + each.column.length + each.value.length, 0));
      expect(batch.writes.length).toBeLessThanOrEqual(kvLimits.commitRowsMax);
      if (batch.writes.length > 1) expect(batch.bytes).toBeLessThanOrEqual(kvLimits.commitBytesMax);
    }
  });
  fc.assert(property, { numRuns: 50 });
});

test('small writes to one partition go together', () => {
  const key = { table: 't', partition: 'a' };
  const writes = Array.from({ length: 150 }, (_, at) => ({ key, column: `c${at}`, value: Uint8Array.of(1) }));
  expect(mergeBatches(writes).map((batch) => batch.writes.length)).toEqual([100, 50]);
});
