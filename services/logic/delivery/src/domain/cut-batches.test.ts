import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutBatches } from './cut-batches.ts';

type Entry = { readonly index: number; readonly named?: readonly string[] };

describe('cutBatches', () => {
  it('puts every membership entry into a batch of its own', () => {
    const entries: Entry[] = [{ index: 1 }, { index: 2 }, { index: 3, named: ['bob'] }, { index: 4 }];
    const batches = cutBatches(entries, ({ named }) => named);
    expect(batches.map((batch) => batch.entries.map(({ index }) => index))).toEqual([[1, 2], [3], [4]]);
    expect(batches.map(({ namedUserIds }) => namedUserIds)).toEqual([[], ['bob'], []]);
  });

  it('keeps all entries in order, and no empty batch', () => {
    const entry = fc.record({ index: fc.nat(), named: fc.option(fc.array(fc.string()), { nil: undefined }) });
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const batches = cutBatches(entries, ({ named }) => named);
        expect(batches.flatMap((batch) => batch.entries)).toEqual(entries);
        expect(batches.every((batch) => batch.entries.length > 0)).toBe(true);
      }),
    );
  });
});
