import { EventLogUnavailableError } from '@microchat/ports/event-log';
import { ManualTime } from '@microchat/testkit/manual-time';
import { expect, test } from 'vitest';
import { GroupConsumer } from './group-consumer.ts';
import { RunningKeys } from './running-keys.ts';
import { ScriptedConnections } from './testing/scripted-consumer.ts';

/** A subscription of topic t with two partitions, over a kafkajs that does what the test says. */
async function setting() {
  const time = new ManualTime();
  const told: string[] = [];
  const scripted = new ScriptedConnections();
  const broker = { away: false, topicMissing: false };
  const whenHere = <T>(answer: T) => {
    if (broker.away) return Promise.reject(new EventLogUnavailableError('away'));
    return Promise.resolve(answer);
  };
  const consumer = new GroupConsumer({
    subscription: { topic: 't', group: 'g', handle: async () => undefined },
    connections: scripted.connections,
    kafkaTopic: 't',
    groupId: 'g',
    partitionCount: 2,
    queries: {
      committed: () => whenHere([5, undefined]),
      offsetRanges: () =>
        whenHere([
          { low: 0, high: 8 },
          { low: 2, high: 4 },
        ]),
      fetch: () => whenHere({ messages: [], high: 8 }),
    },
    runningKeys: new RunningKeys(),
    timers: time,
    observer: {
      rebalanced: (_topic, _group, partitions) => told.push(`partitions ${partitions.join(',')}`),
      consumerRestarted: (_topic, _group, cause) => told.push(`restarted: ${(cause as Error).message}`),
    },
    commitEveryMs: 100,
    sessionTimeoutMs: 10_000,
    watchdog: { checkEveryMs: 1_000, silenceMaxMs: 5_000 },
    ensureTopic: async () => {
      if (broker.topicMissing) throw new EventLogUnavailableError('no topic');
    },
    ended: () => told.push('ended'),
  });
  await time.advanceSettling(0);
  return { time, told, scripted, broker, consumer };
}

test('a member that crashes is closed before the next one is opened, and is not heard any more', async () => {
  const { time, told, scripted } = await setting();
  const closing = Promise.withResolvers<void>();
  scripted.closing = closing.promise;
  const [first] = scripted.consumers;
  first?.joined([0, 1]);
  first?.emit('crash', { error: new Error('gone') });
  await time.advanceSettling(0);
  first?.joining();
  first?.joined([0, 1]);
  await time.advanceSettling(10_000);
  expect([told, scripted.consumers.length]).toEqual([['partitions 0,1'], 1]);
  closing.resolve();
  await time.advanceSettling(1_000);
  expect(told).toEqual(['partitions 0,1', 'restarted: gone']);
  expect(scripted.consumers.map(({ closed }) => closed)).toEqual([true, false]);
  scripted.consumers[1]?.joined([1]);
  first?.joining();
  expect(told.at(-1)).toBe('partitions 1');
});

test('restarts come ever later while it does not help, and at once again after a good time', async () => {
  const { time, scripted, told } = await setting();
  const restartAfter = async (livedMs: number) => {
    for (let ms = 0; ms < livedMs; ms += 1_000) {
      scripted.consumers.at(-1)?.emit('fetched');
      await time.advanceSettling(1_000);
    }
    const before = scripted.consumers.length;
    const startMs = time.monotonicMs();
    scripted.consumers.at(-1)?.emit('crash', { error: new Error('gone') });
    while (scripted.consumers.length === before) await time.advanceSettling(50);
    return time.monotonicMs() - startMs;
  };
  const delays: number[] = [];
  for (let crash = 0; crash < 7; crash++) delays.push(await restartAfter(0));
  expect(delays).toEqual([200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
  expect(await restartAfter(20_000)).toBe(200);
  expect(told).toHaveLength(8);
});

test('silence restarts it', async () => {
  const { time, told, scripted } = await setting();
  await time.advanceSettling(7_000);
  expect(told[0]).toMatch(/^restarted: the consumer gave no sign of life/);
  expect(scripted.consumers.length).toBeGreaterThan(1);
});

test('a topic that can not be had yet is tried again', async () => {
  const { time, scripted, broker } = await setting();
  broker.topicMissing = true;
  scripted.consumers[0]?.emit('crash', { error: new Error('gone') });
  await time.advanceSettling(3_000);
  expect(scripted.consumers).toHaveLength(1);
  broker.topicMissing = false;
  await time.advanceSettling(5_000);
  expect(scripted.consumers).toHaveLength(2);
});

test('lag counts what others have not committed and what we have not done; caughtUp waits for both', async () => {
  const { time, scripted, consumer, broker } = await setting();
  // Partition 0: 5 of 8 done; partition 1: nothing committed, records from 2 to 4.
  expect(await consumer.lag()).toBe(5);
  scripted.consumers[0]?.joined([0]);
  await time.advanceSettling(0);
  expect(await consumer.lag()).toBe(5);
  broker.away = true;
  await expect(consumer.lag()).rejects.toBeInstanceOf(EventLogUnavailableError);
  const caughtUp = expect(consumer.caughtUp()).rejects.toThrow('stopped');
  await time.advanceSettling(1_000);
  await consumer.stop();
  await caughtUp;
  await expect(consumer.caughtUp()).rejects.toThrow('stopped');
});

test('stopping ends it, whatever it was doing', async () => {
  const { time, told, scripted, consumer, broker } = await setting();
  broker.topicMissing = true;
  scripted.consumers[0]?.emit('crash', { error: new Error('gone') });
  await time.advanceSettling(0);
  await Promise.all([consumer.stop(), consumer.stop()]);
  await time.advanceSettling(60_000);
  expect(told).toEqual(['restarted: gone', 'ended']);
  expect(scripted.consumers.map(({ closed }) => closed)).toEqual([true]);
});
