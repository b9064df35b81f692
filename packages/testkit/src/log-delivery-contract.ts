import type { LogRecord } from '@microchat/ports/event-log';
import { describe, expect, test } from 'vitest';
import { EngineOfSuite, freshName, type OpenEngine } from './engine-under-test.ts';
import { eventually, Gate, newRecord, sequencesByKey, upTo } from './log-probe.ts';

/** Consumers that work: order, concurrency, batches, bounds, offsets, restarts. */
export function logDeliveryContract(open: OpenEngine): void {
  describe('delivery', () => {
    const engine = new EngineOfSuite(open);

    test('a group gets what was there and what comes, per key in order', async () => {
      const topic = freshName('topic');
      const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
      const append = (number: number) => engine.eventLog.append(keys.map((key) => newRecord(topic, key, number)));
      await Promise.all(upTo(20).map(append));
      const seen: LogRecord[] = [];
      const consumer = await engine.eventLog.subscribe({
        topic,
        group: 'g',
        handle: async (_key, records) => void seen.push(...records),
      });
      await Promise.all(upTo(20).map((number) => append(number + 20)));
      await consumer.caughtUp();
      expect(sequencesByKey(seen)).toEqual(Object.fromEntries(keys.map((key) => [key, upTo(40)])));
      expect(await consumer.lag()).toBe(0);
      await consumer.stop();
    });

    test('groups are independent', async () => {
      const topic = freshName('topic');
      await engine.eventLog.append([newRecord(topic, 'a', 1)]);
      const gates = [new Gate(), new Gate()];
      const consumers = await Promise.all(
        gates.map((gate, number) => engine.eventLog.subscribe({ topic, group: `g${number}`, handle: gate.handle })),
      );
      gates[1]?.open();
      await consumers[1]?.caughtUp();
      await eventually(() => expect(gates[0]?.waiting).toHaveLength(1));
      gates[0]?.open();
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      expect(gates.map((gate) => sequencesByKey(gate.seen))).toEqual([{ a: [1] }, { a: [1] }]);
    });

    test('one handler at a time within a key, concurrently across keys, at most concurrencyMax', async () => {
      const topic = freshName('topic');
      const keys = upTo(10).map((number) => `key-${number}`);
      const gate = new Gate();
      const consumer = await engine.eventLog.subscribe({ topic, group: 'g', concurrencyMax: 4, handle: gate.handle });
      await engine.eventLog.append(keys.map((key) => newRecord(topic, key, 1)));
      await eventually(() => expect(gate.waiting).toHaveLength(4));
      await engine.eventLog.append(keys.map((key) => newRecord(topic, key, 2)));
      expect(new Set(gate.waiting.map((call) => call.key)).size).toBe(4);
      expect(await consumer.lag()).toBe(20);
      gate.waiting.shift()?.open();
      await eventually(() => expect(gate.waiting).toHaveLength(4));
      gate.open();
      await consumer.caughtUp();
      expect(sequencesByKey(gate.seen)).toEqual(Object.fromEntries(keys.map((key) => [key, [1, 2]])));
      await consumer.stop();
    });

    test('records that queued for a key are handed out together, at most batchMax', async () => {
      const topic = freshName('topic');
      const gate = new Gate();
      const consumer = await engine.eventLog.subscribe({ topic, group: 'g', batchMax: 3, handle: gate.handle });
      await engine.eventLog.append([newRecord(topic, 'a', 1)]);
      await eventually(() => expect(gate.waiting).toHaveLength(1));
      await engine.eventLog.append(upTo(7).map((number) => newRecord(topic, 'a', number + 1)));
      const batches: number[][] = [];
      while (batches.flat().length < 8) {
        await eventually(() => expect(gate.waiting).toHaveLength(1));
        const call = gate.waiting.shift();
        batches.push((call?.records ?? []).map((record) => record.sequence));
        call?.open();
      }
      expect(batches.flat()).toEqual(upTo(8));
      expect(batches.every((batch) => batch.length >= 1 && batch.length <= 3)).toBe(true);
      expect(batches.length).toBeLessThan(8);
      await consumer.stop();
    });

    test('takes at most inFlightMax records, and goes on when some are done', async () => {
      const topic = freshName('topic');
      const gate = new Gate();
      const consumer = await engine.eventLog.subscribe({ topic, group: 'g', inFlightMax: 10, handle: gate.handle });
      await engine.eventLog.append(upTo(100).map((number) => newRecord(topic, `key-${number}`, 1)));
      await eventually(() => expect(gate.waiting).toHaveLength(10));
      expect(await consumer.lag()).toBe(100);
      for (let step = 0; step < 5; step++) {
        gate.waiting.shift()?.open();
        await eventually(() => expect(gate.seen).toHaveLength(11 + step));
        expect(gate.waiting.length).toBeLessThanOrEqual(10);
      }
      gate.open();
      await consumer.caughtUp();
      expect(gate.seen).toHaveLength(100);
      await consumer.stop();
    });

    test('commits the contiguous done prefix of a partition, and no more', async () => {
      const topic = freshName('topic');
      const { first, second } = keysOfOnePartition(topic);
      const partition = engine.eventLog.partitionOf(topic, first);
      const gate = new Gate();
      const consumer = await engine.eventLog.subscribe({
        topic,
        group: 'g',
        handle: async (key, records) => (key === first ? gate.handle(key, records) : undefined),
      });
      await engine.eventLog.append([
        newRecord(topic, second, 1),
        newRecord(topic, first, 1),
        newRecord(topic, second, 2),
      ]);
      const [, blocked] = await engine.eventLog.read(topic, partition, 0, 10);
      const committed = async () => (await engine.eventLog.committedOffsets(topic, 'g'))[partition];
      await eventually(async () => expect(await committed()).toBe(blocked?.offset));
      expect(await consumer.lag()).toBeLessThanOrEqual(2);
      gate.open();
      await consumer.caughtUp();
      await consumer.stop();
      const all = await engine.eventLog.read(topic, partition, 0, 10);
      expect(await committed()).toBe((all.at(-1)?.offset ?? 0) + 1);
    });

    test('a new topic is committed nowhere', async () => {
      const topic = freshName('topic');
      const offsets = await engine.eventLog.committedOffsets(topic, 'g');
      expect(offsets).toEqual(upTo(engine.eventLog.partitionCount(topic)).map(() => 0));
    });

    test('after a crash the group goes on where it had committed: what was not done comes again, nothing is lost', async () => {
      const topic = freshName('topic');
      const { first, second } = keysOfOnePartition(topic);
      const gate = new Gate();
      await engine.eventLog.subscribe({ topic, group: 'g', handle: gate.handle });
      await engine.eventLog.append([newRecord(topic, first, 1), newRecord(topic, second, 1)]);
      await eventually(() => expect(gate.waiting).toHaveLength(2));
      gate.waiting.find((call) => call.key === first)?.open();
      const [done] = await engine.eventLog.read(topic, engine.eventLog.partitionOf(topic, first), 0, 1);
      await eventually(async () => {
        const committed = await engine.eventLog.committedOffsets(topic, 'g');
        expect(committed[done?.partition ?? 0]).toBe((done?.offset ?? 0) + 1);
      });
      const crashing = engine.reopen();
      gate.open();
      await crashing;

      const seen: LogRecord[] = [];
      await engine.eventLog.append([newRecord(topic, first, 2), newRecord(topic, second, 2)]);
      const consumer = await engine.eventLog.subscribe({
        topic,
        group: 'g',
        handle: async (_key, records) => void seen.push(...records),
      });
      await consumer.caughtUp();
      const again = sequencesByKey(seen);
      expect(again[first]).toEqual([2]);
      expect(again[second]?.slice(-1)).toEqual([2]);
      expect([...gate.seen, ...seen].filter((record) => record.key === second && record.sequence === 1)).not.toEqual(
        [],
      );
      await consumer.stop();
    });

    test('stop waits for what runs, hands out nothing more, and the next consumer goes on without repeating', async () => {
      const topic = freshName('topic');
      const gate = new Gate();
      const consumer = await engine.eventLog.subscribe({ topic, group: 'g', batchMax: 1, handle: gate.handle });
      await engine.eventLog.append(upTo(3).map((number) => newRecord(topic, 'a', number)));
      await eventually(() => expect(gate.waiting).toHaveLength(1));
      let stopped = false;
      const stopping = consumer.stop().then(() => {
        stopped = true;
      });
      await engine.eventLog.append([newRecord(topic, 'b', 1)]);
      expect(stopped).toBe(false);
      gate.open();
      await stopping;
      await consumer.stop();
      expect(sequencesByKey(gate.seen)).toEqual({ a: [1] });

      const seen: LogRecord[] = [];
      const next = await engine.eventLog.subscribe({
        topic,
        group: 'g',
        handle: async (_key, records) => void seen.push(...records),
      });
      await next.caughtUp();
      expect(sequencesByKey(seen)).toEqual({ a: [2, 3], b: [1] });
      await next.stop();
    });

    test('stop gives up on a handler that hangs; its records come again', async () => {
      const topic = freshName('topic');
      const hanging = new Gate();
      const consumer = await engine.eventLog.subscribe({ topic, group: 'g', handle: hanging.handle });
      await engine.eventLog.append([newRecord(topic, 'a', 1)]);
      await eventually(() => expect(hanging.waiting).toHaveLength(1));
      await consumer.stop(50);
      hanging.open();

      const next = new Gate();
      next.open();
      const second = await engine.eventLog.subscribe({ topic, group: 'g', handle: next.handle });
      await second.caughtUp();
      expect(sequencesByKey(next.seen)).toEqual({ a: [1] });
      await second.stop();
    });

    /** Two keys that share a partition, so that one can hold back the other's commit. */
    function keysOfOnePartition(topic: string): { first: string; second: string } {
      const partition = engine.eventLog.partitionOf(topic, 'first');
      const second = upTo(1_000)
        .map((number) => `second-${number}`)
        .find((key) => engine.eventLog.partitionOf(topic, key) === partition);
      if (second === undefined) throw new Error('no second key in the partition');
      return { first: 'first', second };
    }
  });
}
