import { describeWithEngine } from '@microchat/local-engines/test-engine';
import { type LogRecord, PoisonRecordError } from '@microchat/ports/event-log';
import { newRecord, readTopic, sequencesByKey, upTo } from '@microchat/testkit/log-probe';
import { Kafka, logLevel } from 'kafkajs';
import { afterEach, expect, test } from 'vitest';
import { KafkaEventLog, type KafkaEventLogOptions } from './kafka-event-log.ts';
import { TopicMismatchError } from './kafka-topics.ts';
import { testOptions } from './testing/kafka-engine-under-test.ts';

describeWithEngine('kafka', 'KafkaEventLog', (broker) => {
  const cleanups: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
  });

  function open(options: KafkaEventLogOptions): KafkaEventLog {
    const eventLog = new KafkaEventLog(options);
    cleanups.push(() => eventLog.close());
    return eventLog;
  }

  /** A client of its own, beside the log. */
  const foreigner = () => new Kafka({ brokers: [broker], clientId: 'foreigner', logLevel: logLevel.NOTHING });

  test('in one partition, poison is parked and records of others are passed over; the rest is handled and committed', async () => {
    const foreign: number[] = [];
    const options: KafkaEventLogOptions = {
      ...testOptions(broker),
      partitions: 1,
      observer: { foreignRecord: (_topic, _partition, offset) => foreign.push(offset) },
    };
    const eventLog = open(options);
    await eventLog.append(upTo(3).map((sequence) => newRecord('t', 'a', sequence)));
    const producer = foreigner().producer();
    await producer.connect();
    await producer.send({ topic: `${options.prefix}t`, messages: [{ key: 'a', value: 'not ours' }] });
    await producer.disconnect();
    await eventLog.append([newRecord('t', 'a', 4), newRecord('t', 'b', 1)]);

    const handled: LogRecord[] = [];
    const parked: number[] = [];
    const consumer = await eventLog.subscribe({
      topic: 't',
      group: 'g',
      handle: async (_key, records) => {
        if (records.some(({ key, sequence }) => key === 'a' && sequence === 2)) throw new PoisonRecordError('bad');
        handled.push(...records);
      },
      parked: (record) => void parked.push(record.sequence),
    });
    await consumer.caughtUp();
    expect(sequencesByKey(handled)).toEqual({ a: [1, 3, 4], b: [1] });
    expect([parked, foreign]).toEqual([[2], [3]]);
    expect(await eventLog.committedOffsets('t', 'g')).toEqual([6]);
    expect(sequencesByKey(await readTopic(eventLog, 't'))).toEqual({ a: [1, 2, 3, 4], b: [1] });
  });

  test('a topic with another number of partitions is refused; other topics go on', async () => {
    const options = testOptions(broker);
    await open(options).append([newRecord('t', 'a', 1)]);
    const misconfigured = open({ ...options, partitionsByTopic: { t: 8 } });
    const refused = expect(misconfigured.append([newRecord('t', 'a', 2)])).rejects.toBeInstanceOf(TopicMismatchError);
    await misconfigured.append([newRecord('other', 'a', 1)]);
    await refused;
    expect(sequencesByKey(await readTopic(open(options), 't'))).toEqual({ a: [1] });
  });

  test('records that retention has deleted are no obstacle', async () => {
    const options = { ...testOptions(broker), partitions: 1 };
    const eventLog = open(options);
    await eventLog.append(upTo(50).map((sequence) => newRecord('t', 'a', sequence)));
    const admin = foreigner().admin();
    await admin.connect();
    // Loads the metadata that the next call needs.
    await admin.fetchTopicOffsets(`${options.prefix}t`);
    await admin.deleteTopicRecords({ topic: `${options.prefix}t`, partitions: [{ partition: 0, offset: '20' }] });
    await admin.disconnect();
    const handled: LogRecord[] = [];
    const consumer = await eventLog.subscribe({
      topic: 't',
      group: 'g',
      handle: async (_key, records) => void handled.push(...records),
    });
    expect(await consumer.lag()).toBeLessThanOrEqual(30);
    await consumer.caughtUp();
    expect(handled.map(({ offset }) => offset)).toEqual(upTo(30).map((number) => number + 19));
    expect((await eventLog.read('t', 0, 0, 3)).map(({ offset }) => offset)).toEqual([20, 21, 22]);
    expect(await eventLog.read('t', 0, 1_000, 3)).toEqual([]);
  });

  test('a group whose offsets lie beyond the log begins at its oldest record again', async () => {
    const options = { ...testOptions(broker), partitions: 1 };
    const eventLog = open(options);
    await eventLog.append([newRecord('t', 'a', 1)]);
    const admin = foreigner().admin();
    await admin.connect();
    const groupId = `${options.prefix}g.t`;
    await admin.setOffsets({ groupId, topic: `${options.prefix}t`, partitions: [{ partition: 0, offset: '99' }] });
    await admin.disconnect();
    const handled: LogRecord[] = [];
    await eventLog.subscribe({
      topic: 't',
      group: 'g',
      handle: async (_key, records) => void handled.push(...records),
    });
    await expect.poll(() => handled.map(({ sequence }) => sequence), { timeout: 15_000 }).toEqual([1]);
  });

  test('more than the buffers hold is fetched in pauses, and every record is handled once', async () => {
    const eventLog = open({ ...testOptions(broker), partitions: 2 });
    const total = 12_000;
    await eventLog.append(upTo(total).map((number) => newRecord('t', `key-${number % 50}`, Math.ceil(number / 50))));
    let handled = 0;
    let running = 0;
    const consumer = await eventLog.subscribe({
      topic: 't',
      group: 'g',
      inFlightMax: 500,
      concurrencyMax: 20,
      handle: async (_key, records) => {
        running++;
        expect(running).toBeLessThanOrEqual(20);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        handled += records.length;
      },
    });
    await consumer.caughtUp();
    expect(handled).toBe(total);
  });

  test('a process subscribes a group once, and again after it has stopped', async () => {
    const eventLog = open(testOptions(broker));
    const subscription = { topic: 't', group: 'g', handle: async () => undefined };
    const consumer = await eventLog.subscribe(subscription);
    await expect(eventLog.subscribe(subscription)).rejects.toThrow('already consumes');
    await consumer.caughtUp();
    await consumer.stop();
    await expect(consumer.caughtUp()).rejects.toThrow('stopped');
    await (await eventLog.subscribe(subscription)).stop();
  });
});
