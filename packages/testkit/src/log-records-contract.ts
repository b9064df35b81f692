import { describe, expect, test } from 'vitest';
import { EngineOfSuite, freshName, type OpenEngine } from './engine-under-test.ts';
import { newRecord, readTopic, sequencesByKey, upTo } from './log-probe.ts';

/** Appending and reading: partitions, order per key, offsets, durability. */
export function logRecordsContract(open: OpenEngine): void {
  describe('records', () => {
    const engine = new EngineOfSuite(open);

    test('a key has one partition, in range, for ever; keys spread', async () => {
      const topic = freshName('topic');
      const keys = upTo(200).map((number) => `key-${number}`);
      const count = engine.eventLog.partitionCount(topic);
      const before = keys.map((key) => engine.eventLog.partitionOf(topic, key));
      expect(before.every((partition) => Number.isInteger(partition) && partition >= 0 && partition < count)).toBe(
        true,
      );
      expect(new Set(before).size).toBe(count);
      await engine.eventLog.append([newRecord(topic, 'key-1', 1)]);
      await engine.reopen();
      expect(engine.eventLog.partitionCount(topic)).toBe(count);
      expect(keys.map((key) => engine.eventLog.partitionOf(topic, key))).toEqual(before);
    });

    test("records come back as they were, in their key's partition, offsets growing", async () => {
      const topic = freshName('topic');
      const value = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const sequence = Number.MAX_SAFE_INTEGER;
      await engine.eventLog.append([
        { topic, key: 'a ~', sequence, value },
        { topic, key: 'a ~', sequence: 0, value: new Uint8Array() },
      ]);
      const [first, second, ...more] = await readTopic(engine.eventLog, topic);
      const partition = engine.eventLog.partitionOf(topic, 'a ~');
      expect(first).toEqual({ partition, offset: first?.offset, key: 'a ~', sequence, value });
      expect(second).toEqual({ partition, offset: second?.offset, key: 'a ~', sequence: 0, value: new Uint8Array() });
      expect(second?.offset).toBeGreaterThan(first?.offset ?? Infinity);
      expect(more).toEqual([]);
    });

    test('order per key is the order of the calls, awaited or not', async () => {
      const topic = freshName('topic');
      const keys = ['a', 'b', 'c', 'd', 'e'];
      await Promise.all(
        upTo(40).map((number) => engine.eventLog.append(keys.map((key) => newRecord(topic, key, number)))),
      );
      const expected = Object.fromEntries(keys.map((key) => [key, upTo(40)]));
      expect(sequencesByKey(await readTopic(engine.eventLog, topic))).toEqual(expected);
    });

    test('what was appended is still there after the engine was opened again, and the log goes on behind it', async () => {
      const topic = freshName('topic');
      await engine.eventLog.append(upTo(10).map((number) => newRecord(topic, 'a', number)));
      const before = await readTopic(engine.eventLog, topic);
      await engine.reopen();
      expect(await readTopic(engine.eventLog, topic)).toEqual(before);
      await engine.eventLog.append([newRecord(topic, 'a', 11)]);
      const after = await readTopic(engine.eventLog, topic);
      expect(after.map((record) => record.sequence)).toEqual(upTo(11));
      expect(after[10]?.offset).toBeGreaterThan(after[9]?.offset ?? Infinity);
    });

    test('read starts at its offset, ends at its limit, and is empty past the end', async () => {
      const topic = freshName('topic');
      await engine.eventLog.append(upTo(10).map((number) => newRecord(topic, 'a', number)));
      const partition = engine.eventLog.partitionOf(topic, 'a');
      const all = await engine.eventLog.read(topic, partition, 0, 100);
      const middle = all[4]?.offset ?? -1;
      const page = await engine.eventLog.read(topic, partition, middle, 3);
      expect(page.map((record) => record.sequence)).toEqual([5, 6, 7]);
      expect(await engine.eventLog.read(topic, partition, (all.at(-1)?.offset ?? 0) + 1, 100)).toEqual([]);
    });

    test('topics are apart, and appending nothing is nothing', async () => {
      const [one, two] = [freshName('topic'), freshName('topic')];
      await engine.eventLog.append([]);
      await engine.eventLog.append([newRecord(one, 'a', 1), newRecord(two, 'a', 2)]);
      expect(sequencesByKey(await readTopic(engine.eventLog, one))).toEqual({ a: [1] });
      expect(sequencesByKey(await readTopic(engine.eventLog, two))).toEqual({ a: [2] });
    });
  });
}
