import type { ReadRequest } from '@microchat/ports/kv-store';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partitionsPerStatementMax, planReads, rowsPerStatementMax } from './read-plan.ts';

const noDoubts = () => undefined;

const request = fc.record({
  key: fc.record({ table: fc.constantFrom('t', 'u'), partition: fc.integer({ min: 0, max: 60 }).map(String) }),
  columns: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 }),
});

describe('plan of reads', () => {
  test('every request is answered once, by a statement that asks for its partition and its columns', () => {
    const property = fc.property(
      fc.array(request, { maxLength: 120 }),
      fc.nat(60),
      (requests: ReadRequest[], doubtful) => {
        const groups = planReads(requests, ({ partition }) => (partition === String(doubtful) ? 7 : undefined));
        const answered = groups.flatMap(({ partitions }) => [...partitions.values()].flat());
        expect(answered.sort((a, b) => a - b)).toEqual(requests.map((_, position) => position));
        for (const { table, columns, partitions, doubt } of groups) {
          expect(partitions.size).toBeLessThanOrEqual(doubt === undefined ? partitionsPerStatementMax : 1);
          expect(partitions.has(String(doubtful))).toBe(doubt !== undefined);
          for (const [partition, positions] of partitions) {
            for (const position of positions) {
              expect(requests[position]?.key).toEqual({ table, partition });
              expect(new Set(requests[position]?.columns)).toEqual(new Set(columns));
            }
          }
        }
      },
    );
    fc.assert(property, { numRuns: 100 });
  });

  test('500 partitions that are asked for the same columns need few statements', () => {
    const requests = Array.from({ length: 500 }, (_, at) => ({
      key: { table: 't', partition: `p${at}` },
      columns: at % 2 === 0 ? ['a', 'b'] : ['b', 'a'],
    }));
    expect(planReads(requests, noDoubts)).toHaveLength(500 / partitionsPerStatementMax);
  });

  test('answers stay small however many columns are asked for', () => {
    const columns = Array.from({ length: 1_000 }, (_, at) => `c${at}`);
    const requests = ['p', 'q', 'r', 's', 't', 'u'].map((partition) => ({ key: { table: 't', partition }, columns }));
    for (const group of planReads(requests, noDoubts)) {
      expect(group.partitions.size * (columns.length + 1)).toBeLessThanOrEqual(rowsPerStatementMax);
    }
    const enormous = Array.from({ length: 2 * rowsPerStatementMax }, (_, at) => `c${at}`);
    expect(planReads([{ key: { table: 't', partition: 'p' }, columns: enormous }], noDoubts)).toHaveLength(1);
  });
});
