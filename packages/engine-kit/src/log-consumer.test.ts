import { type LogRecord, RetryLaterError, type Subscription } from '@microchat/ports/event-log';
import { ManualTime, settle } from '@microchat/testkit/manual-time';
import { beforeEach, expect, test } from 'vitest';
import type { EngineObserver } from './engine-observer.ts';
import { LogConsumer } from './log-consumer.ts';
import type { LogSource } from './log-source.ts';

/** One partition, in memory, whose reads and saves can be made to fail. */
class FakeSource implements LogSource {
  readonly partitionCount = 1;
  readonly records: LogRecord[] = [];
  readonly saves: number[] = [];
  /** Largest read asked for. */
  readMax = 0;
  failReads = 0;
  failSaves = 0;
  #end = 0;
  #listener: () => void = () => undefined;

  /** `gap`: offsets left out before the record, as after a lost commit. */
  append(key: string, gap = 0): void {
    const offset = this.#end + gap;
    this.records.push({ partition: 0, offset, key, sequence: this.records.length, value: new Uint8Array() });
    this.skip(gap + 1);
  }

  /** Offsets that no record will ever have. */
  skip(count: number): void {
    this.#end += count;
    this.#listener();
  }

  visibleEnd(): number {
    return this.#end;
  }

  assignedEnd(): number {
    return this.#end;
  }

  async read(_partition: number, offset: number, limit: number): Promise<LogRecord[]> {
    this.readMax = Math.max(this.readMax, limit);
    if (this.failReads-- > 0) throw new Error('read failed');
    return this.records.filter((record) => record.offset >= offset).slice(0, limit);
  }

  onVisible(listener: () => void): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = () => undefined;
    };
  }

  async loadOffsets(): Promise<number[]> {
    return [this.saves.at(-1) ?? 0];
  }

  async saveOffsets(_group: string, [offset = 0]: readonly number[]): Promise<void> {
    if (this.failSaves-- > 0) throw new Error('save failed');
    this.saves.push(offset);
  }
}

let time: ManualTime;
let source: FakeSource;
let failures: unknown[];
let handled: string[];

beforeEach(() => {
  time = new ManualTime();
  source = new FakeSource();
  failures = [];
  handled = [];
});

/** Notes what it handles as `key#sequence`. */
async function handle(_key: string, records: readonly LogRecord[]): Promise<void> {
  for (const record of records) handled.push(`${record.key}#${record.sequence}`);
}

function start(part: Partial<Subscription> = {}): Promise<LogConsumer> {
  const observer: EngineObserver = { consumerFailed: (_topic, _group, cause) => void failures.push(cause) };
  const subscription = { topic: 't', group: 'g', handle, ...part };
  return LogConsumer.start({ source, subscription, timers: time, observer, saveEveryMs: 100, ended: () => undefined });
}

test('offsets are saved together, at most every 100 ms, and at stop', async () => {
  const consumer = await start();
  for (let number = 0; number < 5; number++) {
    source.append('a');
    await settle();
  }
  expect(source.saves).toEqual([]);
  await time.advanceSettling(100);
  expect(source.saves).toEqual([5]);
  await time.advanceSettling(1_000);
  expect(source.saves).toEqual([5]);
  source.append('a');
  await consumer.caughtUp();
  await consumer.stop();
  expect(source.saves).toEqual([5, 6]);
  expect(time.pending).toBe(0);
});

test('a save that fails is told and tried again', async () => {
  await start();
  source.failSaves = 2;
  source.append('a');
  await settle();
  await time.advanceSettling(100);
  expect([source.saves, failures.length]).toEqual([[], 1]);
  await time.advanceSettling(500);
  expect([source.saves, failures.length]).toEqual([[1], 2]);
});

test('a read that fails is told and tried again', async () => {
  source.failReads = 2;
  source.append('a');
  const consumer = await start();
  await time.advanceSettling(1_000);
  await consumer.caughtUp();
  expect(handled).toEqual(['a#0']);
  expect(failures).toHaveLength(2);
});

test('offsets without records are passed, at the end of the log too', async () => {
  const consumer = await start();
  source.append('a', 3);
  source.skip(4);
  await consumer.caughtUp();
  await consumer.stop();
  expect(source.saves).toEqual([8]);
  expect(await consumer.lag()).toBe(0);
});

test('a key that waits holds back neither other keys nor memory: reading pauses at ten times inFlightMax', async () => {
  const consumer = await start({
    inFlightMax: 10,
    handle: async (key, records) => {
      if (key === 'stuck') throw new RetryLaterError('away');
      await handle(key, records);
    },
  });
  source.append('stuck');
  for (let number = 0; number < 200; number++) source.append(`key-${number % 20}`);
  await time.advanceSettling(5_000);
  expect(handled).toHaveLength(99);
  expect(await consumer.lag()).toBe(102);
  await consumer.stop();
  expect(source.saves).toEqual([]);
});

test('room is used even if it is little and everything else hangs', async () => {
  let hanging = 0;
  await start({
    inFlightMax: 200,
    concurrencyMax: 200,
    handle: async (key, records) => {
      if (key.startsWith('hang')) return new Promise(() => hanging++);
      await handle(key, records);
    },
  });
  for (let number = 0; number < 198; number++) source.append(`hang-${number}`);
  for (let number = 0; number < 10; number++) source.append(`key-${number}`);
  await time.advanceSettling(1_000);
  expect([hanging, handled.length]).toEqual([198, 10]);
});

test('a read asks for no more than there is room for', async () => {
  for (let number = 0; number < 100; number++) source.append(`key-${number}`);
  const consumer = await start({ inFlightMax: 7 });
  await time.advanceSettling(1_000);
  await consumer.caughtUp();
  expect(source.readMax).toBe(7);
});

test('a record whose parking fails is tried again until it is parked', async () => {
  let refusals = 2;
  const parked: number[] = [];
  const consumer = await start({
    attemptsMax: 1,
    handle: () => Promise.reject(new Error('never')),
    parked: (record) => {
      if (refusals-- > 0) throw new Error('nowhere to put it');
      parked.push(record.sequence);
    },
  });
  source.append('a');
  await time.advanceSettling(5_000);
  await consumer.caughtUp();
  expect(parked).toEqual([0]);
});

test('stop ends what waits to be tried again, and whoever waits to catch up learns it', async () => {
  const consumer = await start({ handle: () => Promise.reject(new RetryLaterError('away')) });
  source.append('a');
  await settle();
  const waiting = expect(consumer.caughtUp()).rejects.toThrow('stopped');
  await consumer.stop();
  await waiting;
  await expect(consumer.caughtUp()).rejects.toThrow('stopped');
  expect(time.pending).toBe(0);
});

test('stop waits for a hanging handler no longer than its timeout, and does not commit it', async () => {
  const consumer = await start({ handle: () => new Promise(() => undefined) });
  source.append('a');
  await settle();
  let stopped = false;
  void consumer.stop(5_000).then(() => {
    stopped = true;
  });
  await time.advanceSettling(4_999);
  expect(stopped).toBe(false);
  await time.advanceSettling(1);
  expect([stopped, source.saves]).toEqual([true, []]);
});

test('an abandoned consumer hands out and saves nothing more', async () => {
  const consumer = await start();
  source.append('a');
  await consumer.caughtUp();
  consumer.abandon();
  source.append('a');
  await time.advanceSettling(1_000);
  expect([handled, source.saves]).toEqual([['a#0'], []]);
});
