import { describeWithEngine } from '@microchat/local-engines/test-engine';
import type { Engine } from '@microchat/local-engines/engine';
import { startEngine } from '@microchat/local-engines/start-engine';
import { EventLogUnavailableError, type Subscription } from '@microchat/ports/event-log';
import { eventually, newRecord, readTopic, upTo } from '@microchat/testkit/log-probe';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { KafkaEventLog, type KafkaEventLogOptions } from './kafka-event-log.ts';
import type { KafkaObserver } from './kafka-observer.ts';
import { testOptions } from './testing/kafka-engine-under-test.ts';
import { SequenceLedger } from './testing/sequence-ledger.ts';
import { SteadyAppender } from './testing/steady-appender.ts';

const keys = upTo(10).map((number) => `key-${number}`);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The shared server says that this machine can have one; these tests need one that they may kill. */
describeWithEngine('kafka', 'a broker that fails', () => {
  let broker: Engine;
  const cleanups: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    broker = await startEngine('kafka');
  }, 180_000);

  afterEach(async () => {
    told.length = 0;
    await broker.resume();
    if (broker.pid === undefined) await broker.restart();
    for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
  }, 60_000);

  afterAll(() => broker?.stop());

  /** What the log had to tell, shown when a test fails. */
  const told: string[] = [];
  const observer: KafkaObserver = {
    clientLog: (level, message, details) => tell(level, message, details['error'] ?? ''),
    producerRestarted: (cause) => tell('producer restarted', cause),
    consumerRestarted: (_topic, _group, cause) => tell('consumer restarted', cause),
    consumerFailed: (_topic, _group, cause) => tell('consumer failed', cause),
    rebalanced: (_topic, _group, partitions) => tell('partitions', partitions),
  };

  function tell(...what: readonly unknown[]): void {
    told.push([Math.round(performance.now()), ...what.map(String)].join(' '));
  }

  function open(options: Partial<KafkaEventLogOptions> = {}): KafkaEventLog {
    const eventLog = new KafkaEventLog({
      ...testOptions(broker.address),
      appendTimeoutMs: 120_000,
      observer,
      ...options,
    });
    cleanups.push(() => eventLog.close());
    return eventLog;
  }

  function ledgerHandler(ledger: SequenceLedger): Subscription['handle'] {
    return async (key, records) => {
      for (const { sequence } of records) ledger.saw(key, sequence);
    };
  }

  /** Load and a consumer while `disturb` happens; then everything that was appended was handled, in order. */
  async function underLoad(eventLog: KafkaEventLog, disturb: () => Promise<void>): Promise<void> {
    const ledger = new SequenceLedger();
    await eventLog.subscribe({ topic: 't', group: 'g', handle: ledgerHandler(ledger) });
    const appender = new SteadyAppender(eventLog, 't', keys, 5);
    await eventually(() => expect(ledger.keys).toHaveLength(keys.length));
    tell('disturb');
    await disturb();
    tell('disturbed');
    const durable = new Map(appender.durable);
    await eventually(() =>
      expect(keys.every((key) => (appender.durable.get(key) ?? 0) > (durable.get(key) ?? 0))).toBe(true),
    );
    await appender.end();
    await vi.waitFor(
      () => {
        const handled = keys.map((key) => ledger.highest(key));
        expect(handled, told.join('\n')).toEqual(keys.map((key) => appender.durable.get(key)));
      },
      { timeout: 60_000, interval: 20 },
    );
    expect(ledger.gaps).toEqual([]);
  }

  test('killed and started again: every append gets through, the consumer goes on by itself, nothing is skipped', async () => {
    await underLoad(open(), async () => {
      await broker.kill();
      await sleep(2_000);
      await broker.restart();
    });
  }, 180_000);

  test('paused longer than a session: appends wait, the group forms again, nothing is skipped', async () => {
    await underLoad(open({ requestTimeoutMs: 3_000 }), async () => {
      await broker.pause();
      await sleep(9_000);
      await broker.resume();
    });
  }, 120_000);

  test('silent for longer than allowed: the watchdog starts the consumer again', async () => {
    const eventLog = open({
      // Longer than the test: kafkajs itself would notice nothing.
      requestTimeoutMs: 100_000,
      watchdog: { checkEveryMs: 500, silenceMaxMs: 2_000 },
    });
    await underLoad(eventLog, async () => {
      await broker.pause();
      await eventually(() => expect(told).toContainEqual(expect.stringContaining('no sign of life')));
      await broker.resume();
    });
  }, 120_000);

  test('away for 20 s: appends queue up to the bound, the rest is refused at once, all drain in order', async () => {
    const options = { ...testOptions(broker.address), queueRecordsMax: 3_000 };
    const eventLog = open(options);
    await eventLog.append([newRecord('t', 'a', 1)]);
    await broker.kill();
    const away = sleep(20_000);
    const queued = upTo(3_000).map((number) =>
      eventLog.append([newRecord('t', `key-${number % 10}`, Math.ceil(number / 10))]),
    );
    const settled = Promise.all(queued);
    await expect(eventLog.append([newRecord('t', 'a', 2)])).rejects.toBeInstanceOf(EventLogUnavailableError);
    // A process that starts now can queue and subscribe as well.
    const late = open(options);
    const lateAppend = late.append([newRecord('t', 'late', 1)]);
    const ledger = new SequenceLedger();
    await late.subscribe({ topic: 't', group: 'g', handle: ledgerHandler(ledger) });
    const asked = await Promise.allSettled([late.committedOffsets('t', 'g'), late.read('t', 0, 0, 1)]);
    const unavailable = { status: 'rejected', reason: expect.any(EventLogUnavailableError) };
    expect(asked).toEqual([unavailable, unavailable]);
    await away;
    await broker.restart();
    await Promise.all([settled, lateAppend]);
    const stored = new SequenceLedger();
    for (const { key, sequence } of await readTopic(eventLog, 't')) stored.saw(key, sequence);
    const drained = upTo(10).map((number) => stored.highest(`key-${number % 10}`));
    expect([stored.gaps, drained, stored.highest('late')]).toEqual([[], upTo(10).map(() => 300), 1]);
    await eventually(() => expect(upTo(10).map((number) => ledger.highest(`key-${number % 10}`))).toEqual(drained));
    expect(ledger.gaps).toEqual([]);
  }, 180_000);

  test('an append that waits too long fails, and what comes after the return is written', async () => {
    const eventLog = open({ appendTimeoutMs: 2_000 });
    await eventLog.append([newRecord('t', 'a', 1)]);
    await broker.pause();
    const startMs = performance.now();
    await expect(eventLog.append([newRecord('t', 'a', 2)])).rejects.toBeInstanceOf(EventLogUnavailableError);
    expect(performance.now() - startMs).toBeLessThan(4_000);
    await broker.resume();
    await eventLog.append([newRecord('t', 'a', 3)]).catch(() => eventLog.append([newRecord('t', 'a', 3)]));
    const sequences = (await readTopic(eventLog, 't')).map(({ sequence }) => sequence);
    expect(sequences[0]).toBe(1);
    expect(sequences).toContain(3);
  }, 60_000);

  test('closing while the broker is away ends in bounded time', async () => {
    const eventLog = open();
    const consumer = await eventLog.subscribe({ topic: 't', group: 'g', handle: async () => undefined });
    await eventLog.append([newRecord('t', 'a', 1)]);
    await consumer.caughtUp();
    await broker.pause();
    const appended = expect(eventLog.append([newRecord('t', 'a', 2)])).rejects.toBeInstanceOf(EventLogUnavailableError);
    const startMs = performance.now();
    await eventLog.close();
    await appended;
    expect(performance.now() - startMs).toBeLessThan(25_000);
  }, 60_000);
});
