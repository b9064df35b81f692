import type { LogRecord } from '@microchat/ports/event-log';
import { KvLimitError, type NewEvent, type PartitionKey } from '@microchat/ports/kv-store';
import { describe, expect, test } from 'vitest';
import { EngineOfSuite, freshName, type OpenEngine } from './engine-under-test.ts';
import { eventually, newRecord, readTopic, sequencesByKey, upTo } from './log-probe.ts';

/** A commit and its events are one: no change without its event, no event without its change, order per key. */
export function commitWithEventsContract(open: OpenEngine): void {
  describe('commit with events contract', () => {
    const engine = new EngineOfSuite(open);

    /** Adds one row, named after the version it makes, and one event with that sequence. */
    function addRow(key: PartitionKey, topic: string, ifVersion: number) {
      const sequence = ifVersion + 1;
      const value = Buffer.from(`${key.partition}#${sequence}`);
      return engine.kv.commit({
        key,
        ifVersion,
        commitId: freshName('c').slice(-40),
        head: value,
        puts: [{ column: `row-${String(sequence).padStart(6, '0')}`, value }],
        deletes: [],
        events: [{ topic, key: key.partition, sequence, value }],
      });
    }

    function freshKeys(count: number): PartitionKey[] {
      return upTo(count).map(() => ({ table: 'contract', partition: freshName('p') }));
    }

    /** Compares the rows of each partition with its events in the log: the same, dense, in order, each once. */
    async function expectRowsAreEvents(keys: readonly PartitionKey[], topic: string): Promise<void> {
      const events = sequencesByKey(await readTopic(engine.eventLog, topic));
      for (const key of keys) {
        const { version } = await engine.kv.read(key);
        const rows = await engine.kv.scan(key, { from: '', to: '\x7f', limit: 1_000 });
        expect(rows.map(({ value }) => value.toString())).toEqual(
          upTo(version).map((sequence) => `${key.partition}#${sequence}`),
        );
        expect(events[key.partition] ?? []).toEqual(upTo(version));
      }
      expect(Object.keys(events).filter((name) => !keys.some((key) => key.partition === name))).toEqual([]);
    }

    test('events of one commit keep their order, over topics and keys', async () => {
      const [key] = freshKeys(1);
      const topics = [freshName('topic'), freshName('topic')];
      const events = upTo(12).map((sequence): NewEvent => {
        return {
          topic: topics[sequence % 2] ?? '',
          key: `key-${sequence % 3}`,
          sequence,
          value: Buffer.from([sequence]),
        };
      });
      await engine.kv.commit({ key: key as PartitionKey, ifVersion: 0, commitId: 'c', puts: [], deletes: [], events });
      for (const topic of topics) {
        const expected = sequencesByKey(events.filter((event) => event.topic === topic) as unknown as LogRecord[]);
        expect(sequencesByKey(await readTopic(engine.eventLog, topic))).toEqual(expected);
      }
    });

    test('a commit that conflicts or is refused leaves no event', async () => {
      const [key] = freshKeys(1) as [PartitionKey];
      const topic = freshName('topic');
      const event = { topic, key: 'k', sequence: 1, value: Buffer.from('x') };
      const commit = { key, commitId: 'c', puts: [], deletes: [], events: [event] };
      expect(await engine.kv.commit({ ...commit, ifVersion: 7 })).toEqual({ kind: 'conflict' });
      const tooLarge = { ...commit, ifVersion: 0, head: new Uint8Array(41 * 1024) };
      await expect(engine.kv.commit(tooLarge)).rejects.toBeInstanceOf(KvLimitError);
      await engine.eventLog.append([newRecord(topic, 'k', 2)]);
      expect(sequencesByKey(await readTopic(engine.eventLog, topic))).toEqual({ k: [2] });
    });

    test('writers that race for partitions leave one event per row, in order', async () => {
      const keys = freshKeys(5);
      const topic = freshName('topic');
      let conflicts = 0;
      const write = async (key: PartitionKey) => {
        for (let applied = 0; applied < 10; ) {
          const { version } = await engine.kv.read(key);
          const outcome = await addRow(key, topic, version);
          if (outcome.kind === 'applied') applied++;
          else conflicts++;
        }
      };
      await Promise.all(keys.flatMap((key) => upTo(4).map(() => write(key))));
      expect(conflicts).toBeGreaterThan(0);
      await expectRowsAreEvents(keys, topic);
      await engine.reopen();
      await expectRowsAreEvents(keys, topic);
    });

    test('a crash among many commits leaves each whole or absent', async () => {
      const keys = freshKeys(50);
      const topic = freshName('topic');
      await Promise.all(keys.map((key) => addRow(key, topic, 0)));
      const unfinished = keys.map((key) => addRow(key, topic, 1).catch(() => undefined));
      await engine.reopen();
      await Promise.all(unfinished);
      await expectRowsAreEvents(keys, topic);
    });

    test('whoever handles an event finds its change', async () => {
      const keys = freshKeys(4);
      const topic = freshName('topic');
      const early: string[] = [];
      let handled = 0;
      const consumer = await engine.eventLog.subscribe({
        topic,
        group: 'g',
        handle: async (partition, records) => {
          const { version } = await engine.kv.read({ table: 'contract', partition });
          for (const { sequence } of records)
            if (sequence > version) early.push(`${partition}#${sequence} at ${version}`);
          handled += records.length;
        },
      });
      await Promise.all(
        keys.map(async (key) => {
          for (let version = 0; version < 25; version++) await addRow(key, topic, version);
        }),
      );
      await consumer.caughtUp();
      expect([handled, early]).toEqual([100, []]);
      await consumer.stop();
    });

    test('lost races leave no hole that stops a consumer, not even over a restart', async () => {
      const [key] = freshKeys(1) as [PartitionKey];
      const topic = freshName('topic');
      const seen: number[] = [];
      const subscribe = () =>
        engine.eventLog.subscribe({
          topic,
          group: 'g',
          handle: async (_key, records) => void seen.push(...records.map((record) => record.sequence)),
        });
      let consumer = await subscribe();
      for (let version = 0; version < 5; version++) {
        await Promise.all(upTo(6).map(() => addRow(key, topic, version)));
        await consumer.caughtUp();
        await consumer.stop();
        await engine.reopen();
        consumer = await subscribe();
      }
      await addRow(key, topic, 5);
      await eventually(() => expect([...new Set(seen)]).toEqual(upTo(6)));
      await consumer.stop();
    });
  });
}
