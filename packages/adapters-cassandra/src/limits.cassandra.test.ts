import { describeWithEngine } from '@microchat/local-engines/test-engine';
import { KvLimitError, type KvStore, kvEngineLimits, kvLimits } from '@microchat/ports/kv-store';
import { freshName } from '@microchat/testkit/engine-under-test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrateCassandra } from './migrate.ts';
import { type OpenCassandra, openCassandra } from './open-cassandra.ts';
import { dropKeyspace, testOptions } from './testing/cassandra-under-test.ts';

describeWithEngine('cassandra', 'limits', (address) => {
  const options = testOptions(address);
  let opened: OpenCassandra;
  let kv: KvStore;
  beforeAll(async () => {
    await migrateCassandra(options);
    opened = await openCassandra({ ...options, commitLimits: kvEngineLimits });
    ({ kv } = opened);
  });
  afterAll(async () => {
    await opened.close();
    await dropKeyspace(options);
  });

  const commitOf = (partition: string) => ({
    key: { table: 'groups', partition },
    ifVersion: 0,
    commitId: 'c',
    puts: [],
    deletes: [],
    events: [],
  });

  test('the most rows with the most bytes are one batch that Cassandra takes', async () => {
    const { commitRowsMax, commitBytesMax } = kvEngineLimits;
    const name = (at: number) => String(at).padStart(kvLimits.nameLengthMax, '~');
    const value = new Uint8Array(Math.floor(commitBytesMax / commitRowsMax) - kvLimits.nameLengthMax);
    const puts = Array.from({ length: commitRowsMax }, (_, at) => ({ column: name(at), value }));
    const key = { table: 'groups', partition: freshName('p').padEnd(kvLimits.nameLengthMax, '~') };
    const outcome = await kv.commit({ ...commitOf(''), key, commitId: 'i'.repeat(40), puts });
    expect(outcome).toEqual({ kind: 'applied', version: 1 });
    expect(await kv.scan(key, { from: '', to: '\x7f', limit: kvLimits.scanLimitMax })).toHaveLength(commitRowsMax);
  });

  test('a merged value may be as large as a merge', async () => {
    const key = { table: 'event_overflow', partition: freshName('large') };
    const value = new Uint8Array(kvLimits.mergeBytesMax - 1).fill(7);
    await kv.merge([{ key, column: 'c', value }]);
    const [stored] = (await kv.read(key, ['c'])).values;
    expect(Buffer.compare(stored ?? Buffer.alloc(0), value)).toBe(0);
  });

  test('a scan of a thousand large columns is one page', async () => {
    const key = { table: 'event_overflow', partition: freshName('scanned') };
    const value = new Uint8Array(20 * 1024);
    const columns = Array.from({ length: kvLimits.scanLimitMax }, (_, at) => `c${at}`);
    for (let start = 0; start < columns.length; start += 50) {
      await kv.merge(columns.slice(start, start + 50).map((column) => ({ key, column, value })));
    }
    const scanned = await kv.scan(key, { from: '', to: '\x7f', limit: kvLimits.scanLimitMax });
    expect(scanned).toHaveLength(kvLimits.scanLimitMax);
    expect(scanned.every((column) => column.value.byteLength === value.byteLength)).toBe(true);
  });

  describe('calls that can only be a mistake', () => {
    test.each([
      ['an unknown table', { key: { table: 'nowhere', partition: 'p' } }],
      ['a table that is merged', { key: { table: 'readers', partition: 'p' } }],
      ['events', { events: [{ topic: 't', key: 'k', sequence: 1, value: new Uint8Array() }] }],
    ])('a commit with %s is refused', async (_case, part) => {
      await expect(kv.commit({ ...commitOf(freshName('p')), ...part })).rejects.toBeInstanceOf(KvLimitError);
    });

    test('a merge into a table of commits is refused, all of it', async () => {
      const partition = freshName('p');
      const allowed = { key: { table: 'readers', partition }, column: 'c', value: Uint8Array.of(1) };
      const refused = { ...allowed, key: { table: 'groups', partition } };
      await expect(kv.merge([allowed, refused])).rejects.toBeInstanceOf(KvLimitError);
      expect((await kv.read(allowed.key, ['c'])).values).toEqual([undefined]);
    });

    test('an unknown table is no table for reads either', async () => {
      const key = { table: 'nowhere', partition: 'p' };
      await expect(kv.read(key)).rejects.toBeInstanceOf(KvLimitError);
      await expect(kv.multiRead([{ key, columns: [] }])).rejects.toBeInstanceOf(KvLimitError);
      await expect(kv.scan(key, { from: '', to: '~', limit: 1 })).rejects.toBeInstanceOf(KvLimitError);
    });
  });
});
