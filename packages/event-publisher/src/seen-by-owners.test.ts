import { KvLimitError, kvLimits, type ScanRange } from '@microchat/ports/kv-store';
import { upTo } from '@microchat/testkit/log-probe';
import { describe, expect, test } from 'vitest';
import { outboxColumns } from './outbox-rows.ts';
import { commitOf, keyOf, PlainProcess } from './testing/plain-process.ts';
import { untilSettled } from './testing/run-until.ts';

const key = keyOf('a');
const put = (column: string) => ({ column, value: Buffer.from(column) });
const everything: ScanRange = { from: '', to: '\x7f', limit: kvLimits.scanLimitMax };

describe('what owners see of their partitions', () => {
  test('reads and scans show neither the envelope nor the outbox, whatever is in it', async () => {
    const { kv, log, time, durable } = new PlainProcess();
    log.set('refusing');
    const write = async () => {
      for (let version = 0; version < 20; version += 1) {
        const head = Buffer.from(`head ${version}`);
        await kv.commit(
          commitOf('a', version, { head, puts: [put(`c${String(version).padStart(2, '0')}`), put('~z')] }),
        );
      }
    };
    await untilSettled(time, write());
    expect(durable.tables.scan(key, { ...everything, from: outboxColumns.from })).toHaveLength(21);
    const read = await kv.read(key, ['c00', '~z']);
    expect(read.head.toString()).toBe('head 19');
    expect(read.recentCommitIds).toEqual(upTo(16).map((n) => `a/${n + 3}`));
    const columns = [...upTo(20).map((n) => `c${String(n - 1).padStart(2, '0')}`), '~z'];
    const names = async (range: Partial<ScanRange>) =>
      (await kv.scan(key, { ...everything, ...range })).map(({ column }) => column);
    expect(await names({})).toEqual(columns);
    expect(await names({ reverse: true })).toEqual(columns.toReversed());
    for (const limit of [1, 2, 20, 21]) {
      expect(await names({ limit })).toEqual(columns.slice(0, limit));
      expect(await names({ limit, reverse: true })).toEqual(columns.toReversed().slice(0, limit));
    }
    expect(await names({ from: 'c18' })).toEqual(['c18', 'c19', '~z']);
    expect(await names({ from: '~o/0' })).toEqual(['~z']);
    expect(await names({ to: '~o/1', reverse: true, limit: 1 })).toEqual(['c19']);
  });

  test('a commit with events and without a head keeps the head', async () => {
    const { kv, time } = new PlainProcess();
    await untilSettled(time, kv.commit(commitOf('a', 0, { head: Buffer.from('kept') })));
    await untilSettled(time, kv.commit(commitOf('a', 1)));
    expect((await kv.read(key)).head.toString()).toBe('kept');
    const other = new PlainProcess();
    await untilSettled(other.time, other.kv.commit(commitOf('a', 0)));
    expect((await other.kv.read(key)).head.byteLength).toBe(0);
  });

  test('names of the outbox are refused', async () => {
    const { kv } = new PlainProcess();
    const commit = { ...commitOf('a', 0), puts: [put('~o/x')] };
    await expect(kv.commit(commit)).rejects.toBeInstanceOf(KvLimitError);
    await expect(kv.commit({ ...commitOf('a', 0), deletes: ['~o/x'] })).rejects.toBeInstanceOf(KvLimitError);
    await expect(kv.read(key, ['~o/'])).rejects.toBeInstanceOf(KvLimitError);
    await expect(kv.multiRead([{ key, columns: ['~o/'] }])).rejects.toBeInstanceOf(KvLimitError);
  });

  test('a partition that was written to past this package is not taken for one of its own', async () => {
    const { kv, durable } = new PlainProcess();
    durable.tables.commit({ ...commitOf('a', 0), head: Buffer.from('a plain head') });
    await expect(kv.read(key)).rejects.toThrow('without its envelope');
  });
});

describe('the limits of the port hold', () => {
  const largest = 64 * 1024 * 4;
  const rows = upTo(kvLimits.commitRowsMax).map((n) => put(`row-${n}`));

  test('for the largest commit with the largest events', async () => {
    const overflowed: true[] = [];
    const { kv, time, sequences, durable } = new PlainProcess({}, { overflowed: () => void overflowed.push(true) });
    const filled = { column: 'large', value: Buffer.alloc(39 * 1024) };
    const large = commitOf('a', 0, { puts: [filled], bytes: largest, head: Buffer.alloc(900) });
    await untilSettled(time, kv.commit(large));
    await untilSettled(time, kv.commit(commitOf('a', 1, { puts: rows })));
    expect(sequences('a')).toEqual([1, 2]);
    expect(overflowed).toHaveLength(1);
    const [logged] = durable.log.topic('changes').partitions.flat();
    expect(logged?.value.byteLength).toBe(largest);
  });

  test('for full commits during an outage, whose rows go when it is over', async () => {
    const { kv, log, time, sequences, durable, process } = new PlainProcess({ settleAfterMs: 1_000 });
    process.publisher.start();
    log.set('refusing');
    const fill = async () => {
      for (let version = 0; version < 20; version += 1)
        await kv.commit(commitOf('a', version, { puts: rows, bytes: 9_000 }));
    };
    await untilSettled(time, fill());
    log.set('present');
    await time.advanceSettling(10_000);
    expect(sequences('a')).toEqual(upTo(20));
    const left = durable.tables.scan(key, { ...everything, from: outboxColumns.from });
    expect(left.map(({ column }) => column)).toEqual(
      [outboxColumns.newest, ...upTo(100).map(() => '')].filter(Boolean),
    );
  });

  test('events that were stored apart do not stay', async () => {
    const { kv, time, durable, process } = new PlainProcess({ settleAfterMs: 1_000 });
    process.publisher.start();
    await untilSettled(time, kv.commit(commitOf('a', 0, { bytes: largest })));
    await untilSettled(time, kv.commit({ ...commitOf('a', 0, { bytes: largest }), commitId: 'loser' }));
    const bytes = (commitId: string) =>
      durable.tables.read({ table: 'event_overflow', partition: commitId }, ['events']).values[0]?.byteLength;
    expect(bytes('a/0')).toBeGreaterThan(largest);
    await time.advanceSettling(5_000);
    expect([bytes('a/0'), bytes('loser')]).toEqual([1, 1]);
  });
});
