import { type LogRecord, PoisonRecordError, RetryLaterError } from '@microchat/ports/event-log';
import { describe, expect, test } from 'vitest';
import { EngineOfSuite, freshName, type OpenEngine } from './engine-under-test.ts';
import { newRecord, readTopic, sequencesByKey, upTo } from './log-probe.ts';

/** Handlers that fail: retries, parking, waiting for something that is away. */
export function logFailureContract(open: OpenEngine): void {
  describe('failures', () => {
    const engine = new EngineOfSuite(open);

    interface Outcome {
      /** Records whose handler resolved, in that order. */
      readonly handled: LogRecord[];
      readonly parked: { readonly record: LogRecord; readonly cause: unknown }[];
      /** Handler calls that a record was part of, by `key#sequence`. */
      readonly attempts: Map<string, number>;
    }

    /** Consumes three records each of keys a and b; `fail` throws for the records it dislikes. */
    async function consume(
      topic: string,
      attemptsMax: number,
      fail: (record: LogRecord, attempt: number) => void,
    ): Promise<Outcome> {
      const outcome: Outcome = { handled: [], parked: [], attempts: new Map() };
      await engine.eventLog.append(upTo(3).flatMap((number) => ['a', 'b'].map((key) => newRecord(topic, key, number))));
      const consumer = await engine.eventLog.subscribe({
        topic,
        group: 'g',
        attemptsMax,
        handle: async (_key, records) => {
          for (const record of records) {
            const name = `${record.key}#${record.sequence}`;
            const attempt = (outcome.attempts.get(name) ?? 0) + 1;
            outcome.attempts.set(name, attempt);
            fail(record, attempt);
          }
          outcome.handled.push(...records);
        },
        parked: (record, cause) => void outcome.parked.push({ record, cause }),
      });
      await consumer.caughtUp();
      await consumer.stop();
      return outcome;
    }

    const isBad = (record: LogRecord) => record.key === 'a' && record.sequence === 2;

    test('a handler that fails is tried again until it works; its key waits, in order', async () => {
      const topic = freshName('topic');
      const { handled, parked } = await consume(topic, 10, (record, attempt) => {
        if (isBad(record) && attempt < 4) throw new Error('not yet');
      });
      expect(sequencesByKey(handled)).toEqual({ a: [1, 2, 3], b: [1, 2, 3] });
      expect(parked).toEqual([]);
    });

    test('a record that keeps failing is parked with its cause, alone, and its key goes on', async () => {
      const topic = freshName('topic');
      const cause = new Error('never');
      const { handled, parked, attempts } = await consume(topic, 3, (record) => {
        if (isBad(record)) throw cause;
      });
      expect(sequencesByKey(handled)).toEqual({ a: [1, 3], b: [1, 2, 3] });
      expect(parked).toEqual([{ record: expect.objectContaining({ key: 'a', sequence: 2 }), cause }]);
      expect(attempts.get('a#2')).toBeGreaterThanOrEqual(3);
      expect(attempts.get('a#2')).toBeLessThanOrEqual(4);
    });

    test('a poison record is parked at once, without its neighbours', async () => {
      const topic = freshName('topic');
      const cause = new PoisonRecordError('undecodable');
      const { handled, parked, attempts } = await consume(topic, 10, (record) => {
        if (isBad(record)) throw cause;
      });
      expect(sequencesByKey(handled)).toEqual({ a: [1, 3], b: [1, 2, 3] });
      expect(parked).toEqual([{ record: expect.objectContaining({ key: 'a', sequence: 2 }), cause }]);
      expect(attempts.get('a#2')).toBeLessThanOrEqual(2);
    });

    test('a parked record stays in the log and is not handed out again', async () => {
      const topic = freshName('topic');
      await consume(topic, 1, (record) => {
        if (isBad(record)) throw new PoisonRecordError('undecodable');
      });
      expect(sequencesByKey(await readTopic(engine.eventLog, topic))).toEqual({ a: [1, 2, 3], b: [1, 2, 3] });
      await engine.reopen();
      const seen: LogRecord[] = [];
      const consumer = await engine.eventLog.subscribe({
        topic,
        group: 'g',
        handle: async (_key, records) => void seen.push(...records),
      });
      await consumer.caughtUp();
      expect(seen).toEqual([]);
      await consumer.stop();
    });

    test('a record that waits for something is never parked, and does not use up its attempts', async () => {
      const topic = freshName('topic');
      const { handled, parked, attempts } = await consume(topic, 2, (record, attempt) => {
        if (!isBad(record)) return;
        if (attempt <= 5) throw new RetryLaterError('the store is away');
        if (attempt === 6) throw new Error('once');
      });
      expect(sequencesByKey(handled)).toEqual({ a: [1, 2, 3], b: [1, 2, 3] });
      expect(parked).toEqual([]);
      expect(attempts.get('a#2')).toBeGreaterThan(5);
    });

    test('a handler that throws at once fails like one that rejects', async () => {
      const topic = freshName('topic');
      let calls = 0;
      const consumer = await engine.eventLog.subscribe({
        topic,
        group: 'g',
        handle: () => {
          calls++;
          if (calls === 1) throw new Error('before the first await');
          return Promise.resolve();
        },
      });
      await engine.eventLog.append([newRecord(topic, 'a', 1)]);
      await consumer.caughtUp();
      expect(calls).toBe(2);
      await consumer.stop();
    });
  });
}
