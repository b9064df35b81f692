import { type Column, KvLimitError, kvLimits, type PartitionKey } from '@microchat/ports/kv-store';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EngineOfSuite, freshName, type OpenEngine } from './engine-under-test.ts';
import { settle } from './manual-time.ts';

/** Reads, scans and their bounds, snapshots. */
export function kvReadContract(open: OpenEngine): void {
  describe('read', () => {
    const engine = new EngineOfSuite(open);

    /** A partition with these columns; values are the names. */
    async function partitionOf(columns: readonly string[]): Promise<PartitionKey> {
      const key = { table: 'contract', partition: freshName('read') };
      for (let start = 0, version = 0; start < columns.length; start += kvLimits.commitRowsMax, version++) {
        const puts = columns
          .slice(start, start + kvLimits.commitRowsMax)
          .map((column) => ({ column, value: Buffer.from(column) }));
        const outcome = await engine.kv.commit({
          key,
          ifVersion: version,
          commitId: `c${version}`,
          puts,
          deletes: [],
          events: [],
        });
        expect(outcome.kind).toBe('applied');
      }
      return key;
    }

    test('columns come in the order asked, as often as asked', async () => {
      const key = await partitionOf(['a', 'b', 'c']);
      const { values } = await engine.kv.read(key, ['c', 'absent', 'a', 'c']);
      expect(values.map((value) => value?.toString())).toEqual(['c', undefined, 'a', 'c']);
    });

    test('multiRead answers in the order asked, absent partitions and repeated ones included', async () => {
      const one = await partitionOf(['a']);
      const two = await partitionOf(['b']);
      const absent = { table: 'contract', partition: freshName('absent') };
      const reads = await engine.kv.multiRead([
        { key: two, columns: ['a', 'b'] },
        { key: absent, columns: ['a'] },
        { key: one, columns: ['a'] },
        { key: two, columns: [] },
      ]);
      expect(reads.map((read) => [read.version, ...read.values.map((value) => value?.toString())])).toEqual([
        [1, undefined, 'b'],
        [0, undefined],
        [1, 'a'],
        [1],
      ]);
      expect(await engine.kv.multiRead([])).toEqual([]);
    });

    test('multiRead takes 500 requests and no more', async () => {
      const key = await partitionOf(['a']);
      const requests = Array.from({ length: kvLimits.multiReadMax + 1 }, () => ({ key, columns: ['a'] }));
      expect(await engine.kv.multiRead(requests.slice(1))).toHaveLength(kvLimits.multiReadMax);
      await expect(engine.kv.multiRead(requests)).rejects.toBeInstanceOf(KvLimitError);
    });

    test.each([
      ['everything', { from: '', to: '\x7f', limit: 1_000 }, [' ', 'a', 'aa', 'b', 'c', '~']],
      ['from is inclusive, to is exclusive', { from: 'a', to: 'c', limit: 1_000 }, ['a', 'aa', 'b']],
      ['bounds that are no columns', { from: 'a0', to: 'bb', limit: 1_000 }, ['aa', 'b']],
      ['the first ones', { from: '', to: '\x7f', limit: 2 }, [' ', 'a']],
      ['backwards', { from: 'a', to: 'c', reverse: true, limit: 1_000 }, ['b', 'aa', 'a']],
      ['the last ones', { from: '', to: '\x7f', reverse: true, limit: 2 }, ['~', 'c']],
      ['the last ones below a bound', { from: '', to: 'c', reverse: true, limit: 2 }, ['b', 'aa']],
      ['everything after a column', { from: 'a\0', to: '\x7f', limit: 2 }, ['aa', 'b']],
      ['nothing between equal bounds', { from: 'a', to: 'a', limit: 1_000 }, []],
      ['nothing between crossed bounds', { from: 'c', to: 'a', limit: 1_000 }, []],
      ['nothing between crossed bounds backwards', { from: 'c', to: 'a', reverse: true, limit: 1_000 }, []],
    ])('scan: %s', async (_case, range, expected) => {
      const key = await partitionOf(['b', ' ', '~', 'aa', 'c', 'a']);
      const columns = await engine.kv.scan(key, range);
      expect(columns.map(({ column }) => column)).toEqual(expected);
      expect(columns.map(({ value }) => value.toString())).toEqual(expected);
    });

    test.each([0, 1_001, 1.5, -1])('scan refuses a limit of %s', async (limit) => {
      const key = { table: 'contract', partition: 'limits' };
      await expect(engine.kv.scan(key, { from: '', to: '\x7f', limit })).rejects.toBeInstanceOf(KvLimitError);
    });

    test('scan pages through a thousand columns without loss', async () => {
      const columns = Array.from({ length: 1_050 }, (_, index) => `c${String(index).padStart(5, '0')}`);
      const key = await partitionOf(columns);
      const paged: Column[] = [];
      for (let from = ''; ; ) {
        const page = await engine.kv.scan(key, { from, to: '\x7f', limit: 300 });
        paged.push(...page);
        if (page.length < 300) break;
        from = `${page.at(-1)?.column}\0`;
      }
      expect(paged.map(({ column }) => column)).toEqual(columns);
    });

    test('scan agrees with a model for any columns and bounds', async () => {
      const name = fc.string({ unit: fc.constantFrom(' ', 'A', 'a', 'b', '~'), minLength: 1, maxLength: 3 });
      const bound = fc.oneof(name, fc.constantFrom('', '\x7f'));
      const property = fc.asyncProperty(
        fc.uniqueArray(name, { maxLength: 12 }),
        fc.record({ from: bound, to: bound, reverse: fc.boolean(), limit: fc.integer({ min: 1, max: 5 }) }),
        async (columns, range) => {
          const key = await partitionOf(columns);
          const inside = columns.filter((column) => column >= range.from && column < range.to).sort();
          const expected = (range.reverse ? inside.toReversed() : inside).slice(0, range.limit);
          expect((await engine.kv.scan(key, range)).map(({ column }) => column)).toEqual(expected);
        },
      );
      await fc.assert(property, { numRuns: 60 });
    });

    test('reads and scans never see a part of a commit', async () => {
      const key = { table: 'contract', partition: freshName('snapshot') };
      const columns = ['a', 'm', 'z'];
      let done = false;
      const write = async () => {
        for (let version = 0; version < 100; version++) {
          const value = Buffer.from(`${version + 1}`);
          const puts = columns.map((column) => ({ column, value }));
          await engine.kv.commit({
            key,
            ifVersion: version,
            commitId: `c${version}`,
            head: value,
            puts,
            deletes: [],
            events: [],
          });
        }
        done = true;
      };
      const seen = new Set<string>();
      const look = async () => {
        while (!done) {
          // Reads may answer without giving up the turn, and then the writer would never get one.
          await settle(1);
          const read = await engine.kv.read(key, columns);
          if (read.version === 0) continue;
          seen.add([read.version, read.head, ...read.values].join(' '));
          seen.add(
            (await engine.kv.scan(key, { from: '', to: '\x7f', limit: 10 })).map(({ value }) => value).join(' '),
          );
        }
      };
      await Promise.all([write(), look()]);
      const torn = [...seen].filter((look) => new Set(look.split(' ')).size > 1);
      expect(torn).toEqual([]);
      expect(seen.size).toBeGreaterThan(2);
    });
  });
}
