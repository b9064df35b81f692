import { type Commit, KvLimitError, kvLimits, type PartitionKey } from '@microchat/ports/kv-store';
import { describe, expect, test } from 'vitest';
import { EngineOfSuite, freshName, type OpenEngine } from './engine-under-test.ts';

/** Conditional commits: versions, heads, commit ids, limits, races, durability. */
export function kvCommitContract(open: OpenEngine): void {
  describe('commit', () => {
    const engine = new EngineOfSuite(open);

    test('an absent partition has version 0, nothing in it and no columns', async () => {
      const key = freshKey();
      expect(await engine.kv.read(key, ['a'])).toEqual({
        version: 0,
        head: bytes(''),
        recentCommitIds: [],
        values: [undefined],
      });
      expect(await engine.kv.scan(key, everything)).toEqual([]);
    });

    test('applies puts, deletes and the head together and counts the version up', async () => {
      const key = freshKey();
      const first = await engine.kv.commit(
        commitOf(key, 0, { head: bytes('one'), puts: [put('a', '1'), put('b', '2')] }),
      );
      expect(first).toEqual({ kind: 'applied', version: 1 });
      const second = await engine.kv.commit(
        commitOf(key, 1, { head: bytes('two'), puts: [put('c', '3')], deletes: ['a', 'never-there'] }),
      );
      expect(second).toEqual({ kind: 'applied', version: 2 });
      const read = await engine.kv.read(key, ['c', 'b', 'a']);
      expect(read).toMatchObject({ version: 2, values: [bytes('3'), bytes('2'), undefined] });
      expect(read.head).toEqual(bytes('two'));
    });

    test('a commit without a head keeps it, an empty head empties it, an empty value is not an absent one', async () => {
      const key = freshKey();
      await engine.kv.commit(commitOf(key, 0, { head: bytes('kept'), puts: [put('empty', '')] }));
      await engine.kv.commit(commitOf(key, 1, {}));
      expect((await engine.kv.read(key)).head).toEqual(bytes('kept'));
      await engine.kv.commit(commitOf(key, 2, { head: bytes('') }));
      const read = await engine.kv.read(key, ['empty', 'absent']);
      expect(read).toEqual(expect.objectContaining({ version: 3, values: [bytes(''), undefined] }));
      expect(read.head).toEqual(bytes(''));
    });

    test.each([
      ['an absent partition', 0, 1],
      ['a partition that was meant to be absent', 1, 0],
      ['an older version', 2, 1],
      ['a newer version', 2, 3],
    ])('conflicts and changes nothing: %s', async (_case, version, ifVersion) => {
      const key = freshKey();
      for (let before = 0; before < version; before++) {
        await engine.kv.commit(commitOf(key, before, { head: bytes('old'), puts: [put('a', 'old')] }));
      }
      const before = await engine.kv.read(key, ['a', 'b']);
      const lost = commitOf(key, ifVersion, { head: bytes('new'), puts: [put('a', 'new'), put('b', 'new')] });
      expect(await engine.kv.commit(lost)).toEqual({ kind: 'conflict' });
      expect(await engine.kv.read(key, ['a', 'b'])).toEqual(before);
    });

    test('remembers the last commit ids, newest last', async () => {
      const key = freshKey();
      const ids = Array.from({ length: kvLimits.recentCommitIds + 4 }, (_, index) => `commit-${index}`);
      for (const [version, commitId] of ids.entries()) {
        await engine.kv.commit({ ...commitOf(key, version, {}), commitId });
      }
      expect((await engine.kv.read(key)).recentCommitIds).toEqual(ids.slice(-kvLimits.recentCommitIds));
    });

    test('bytes come back as they were, whatever they are', async () => {
      const key = freshKey();
      const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const large = new Uint8Array(39 * 1024).map((_, index) => index * 31);
      await engine.kv.commit(commitOf(key, 0, { head: all, puts: [{ column: 'large', value: large }] }));
      const read = await engine.kv.read(key, ['large']);
      expect(Buffer.compare(read.head, all)).toBe(0);
      expect(Buffer.compare(read.values[0] ?? bytes(''), large)).toBe(0);
      const [scanned] = await engine.kv.scan(key, everything);
      expect(Buffer.compare(scanned?.value ?? bytes(''), large)).toBe(0);
    });

    test('shares no memory with its callers', async () => {
      const key = freshKey();
      const value = bytes('written');
      await engine.kv.commit(commitOf(key, 0, { head: value, puts: [{ column: 'a', value }] }));
      value.fill(0);
      const read = await engine.kv.read(key, ['a']);
      read.head.fill(0);
      read.values[0]?.fill(0);
      const again = await engine.kv.read(key, ['a']);
      expect([again.head, again.values[0]]).toEqual([bytes('written'), bytes('written')]);
    });

    test('of commits that race for a version exactly one is applied, whole', async () => {
      const key = freshKey();
      for (let version = 0; version < 20; version++) {
        const racers = Array.from({ length: 8 }, (_, racer) => `${version}/${racer}`);
        const outcomes = await Promise.all(
          racers.map((name) =>
            engine.kv.commit(commitOf(key, version, { head: bytes(name), puts: [put('a', name), put('b', name)] })),
          ),
        );
        const winners = racers.filter((_, racer) => outcomes[racer]?.kind === 'applied');
        expect(winners).toHaveLength(1);
        const read = await engine.kv.read(key, ['a', 'b']);
        const winner = bytes(winners[0] ?? '');
        expect([read.version, read.head, ...read.values]).toEqual([version + 1, winner, winner, winner]);
      }
    });

    test('partitions and tables are independent, however alike their names', async () => {
      const table = freshName('table');
      const keys = ['a', 'a b', 'ab', 'a~', 'b'].map((partition) => ({ table, partition }));
      keys.push({ table: `${table}a`, partition: 'a' });
      await Promise.all(keys.map((key, index) => engine.kv.commit(commitOf(key, 0, { puts: [put('x', `${index}`)] }))));
      for (const [index, key] of keys.entries()) {
        expect(await engine.kv.scan(key, everything)).toEqual([{ column: 'x', value: bytes(`${index}`) }]);
      }
    });

    test('a read that starts when a commit resolves sees it', async () => {
      const key = freshKey();
      for (let version = 0; version < 50; version++) {
        const reading = engine.kv.commit(commitOf(key, version, {})).then(() => engine.kv.read(key));
        expect((await reading).version).toBe(version + 1);
      }
    });

    test('is still there after the engine was opened again', async () => {
      const key = freshKey();
      await engine.kv.commit(commitOf(key, 0, { puts: [put('a', '1')] }));
      await engine.kv.commit(commitOf(key, 1, { head: bytes('head'), puts: [put('b', '2')] }));
      const before = await engine.kv.read(key, ['a', 'b']);
      await engine.reopen();
      expect(await engine.kv.read(key, ['a', 'b'])).toEqual(before);
      expect(await engine.kv.commit(commitOf(key, 1, {}))).toEqual({ kind: 'conflict' });
      expect(await engine.kv.commit(commitOf(key, 2, {}))).toEqual({ kind: 'applied', version: 3 });
    });

    const rows = (count: number) => Array.from({ length: count }, (_, index) => put(`column-${index}`, 'x'));

    test('takes what its limits allow', async () => {
      const name = '~'.repeat(kvLimits.nameLengthMax);
      const key = { table: freshName('table'), partition: name };
      const full = { column: name, value: new Uint8Array(kvLimits.commitBytesMax - kvLimits.nameLengthMax) };
      const commitId = 'i'.repeat(40);
      expect(await engine.kv.commit({ ...commitOf(key, 0, { puts: [full] }), commitId })).toMatchObject({
        kind: 'applied',
      });
      const most = { puts: rows(60), deletes: rows(40).map((row) => `gone-${row.column}`) };
      expect(await engine.kv.commit(commitOf(key, 1, most))).toMatchObject({ kind: 'applied' });
      expect((await engine.kv.scan(key, everything)).at(-1)?.column).toBe(name);
    });

    const tooLong = 'x'.repeat(kvLimits.nameLengthMax + 1);
    const tooMuch: [string, Partial<Commit>][] = [
      ['rows', { puts: rows(60), deletes: rows(41).map((row) => `gone-${row.column}`) }],
      ['bytes', { puts: [{ column: 'a', value: new Uint8Array(kvLimits.commitBytesMax) }] }],
      ['bytes in the head', { head: new Uint8Array(kvLimits.commitBytesMax + 1) }],
      ['a long column', { puts: [put(tooLong, '')] }],
      ['an empty column', { puts: [put('', '')] }],
      ['a column that is not ASCII', { deletes: ['ä'] }],
      ['a control character', { puts: [put('a\0b', '')] }],
      ['a column twice', { puts: [put('a', '1')], deletes: ['a'] }],
      ['a long commit id', { commitId: 'i'.repeat(41) }],
      ['an empty commit id', { commitId: '' }],
      ['a negative version', { ifVersion: -1 }],
      ['a fraction of a version', { ifVersion: 0.5 }],
      ['a long event key', { events: [{ topic: 'contract', key: tooLong, sequence: 1, value: bytes('') }] }],
      ['a negative event sequence', { events: [{ topic: 'contract', key: 'k', sequence: -1, value: bytes('') }] }],
      ['a long partition', { key: { table: 'contract', partition: tooLong } }],
      ['an empty table', { key: { table: '', partition: 'a' } }],
    ];

    test.each(tooMuch)('refuses %s and applies nothing', async (_case, part) => {
      const key = freshKey();
      await expect(engine.kv.commit({ ...commitOf(key, 0, {}), ...part })).rejects.toBeInstanceOf(KvLimitError);
      expect((await engine.kv.read(key)).version).toBe(0);
    });
  });
}

const everything = { from: '', to: '\x7f', limit: kvLimits.scanLimitMax };

function freshKey(): PartitionKey {
  return { table: 'contract', partition: freshName('commit') };
}

function commitOf(key: PartitionKey, ifVersion: number, part: Partial<Commit>): Commit {
  return { key, ifVersion, commitId: freshName('c').slice(-40), puts: [], deletes: [], events: [], ...part };
}

function put(column: string, value: string): { column: string; value: Buffer } {
  return { column, value: bytes(value) };
}

function bytes(text: string): Buffer {
  return Buffer.from(text);
}
