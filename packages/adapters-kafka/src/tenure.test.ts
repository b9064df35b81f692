import type { LogRecord, Subscription } from '@microchat/ports/event-log';
import { ManualTime, settle } from '@microchat/testkit/manual-time';
import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import { expect, test } from 'vitest';
import { encodeRecord } from './record-codec.ts';
import { RunningKeys } from './running-keys.ts';
import { Tenure } from './tenure.ts';

/** A partition 0 with records, a tenure over it, and what happened to it. */
class Setting {
  readonly time = new ManualTime();
  readonly runningKeys = new RunningKeys();
  readonly handled: LogRecord[] = [];
  readonly commits: string[] = [];
  readonly events: string[] = [];
  alive = true;
  committed: number | undefined = 100;
  range = { low: 0, high: 200 };
  /** What the broker answers to a direct question. */
  stored: KafkaMessage[] = [];
  handle: Subscription['handle'] = async () => undefined;

  tenure(): Tenure {
    return new Tenure({
      subscription: {
        topic: 't',
        group: 'g',
        handle: async (key, records) => {
          this.handled.push(...records);
          await this.handle(key, records);
        },
      },
      kafkaTopic: 'kafka-t',
      groupId: 'kafka-g',
      partitionCount: 2,
      partitions: [0],
      queries: {
        committed: async () => [this.committed, 7],
        offsetRanges: async () => [this.range, { low: 0, high: 7 }],
        fetch: async () => ({ messages: this.stored, high: this.range.high }),
      },
      runningKeys: this.runningKeys,
      timers: this.time,
      observer: {
        foreignRecord: (topic, partition, offset) => this.events.push(`foreign ${topic}/${partition}/${offset}`),
        positionRepaired: (topic, group, partition) => this.events.push(`repaired ${topic}/${group}/${partition}`),
      },
      commitEveryMs: 0,
      isAlive: () => this.alive,
      seek: (partition, offset) => this.events.push(`seek ${partition} to ${offset}`),
      lost: (cause) => this.events.push(`lost: ${(cause as Error).message}`),
    });
  }

  /** What kafkajs would hand over after a fetch from `fetchedOffset`. */
  payload(fetchedOffset: number, messages: readonly KafkaMessage[], highWatermark = 200): EachBatchPayload {
    const last = messages.at(-1)?.offset ?? String(fetchedOffset);
    return {
      batch: { partition: 0, fetchedOffset, highWatermark: String(highWatermark), messages, lastOffset: () => last },
      resolveOffset: (offset: string) => this.events.push(`resolved ${offset}`),
      commitOffsetsIfNecessary: async (offsets: { topics: { partitions: { offset: string }[] }[] }) =>
        void this.commits.push(...offsets.topics.flatMap(({ partitions }) => partitions.map(({ offset }) => offset))),
      pause: () => () => undefined,
      isStale: () => false,
    } as unknown as EachBatchPayload;
  }
}

function messages(from: number, to: number, key = 'k'): KafkaMessage[] {
  return Array.from({ length: to - from }, (_, index) => {
    const offset = from + index;
    const encoded = encodeRecord({ topic: 't', key, sequence: offset, value: Buffer.from('v') }, 0);
    const headers = { sequence: Buffer.from(encoded.headers.sequence) };
    return { ...encoded, headers, offset: String(offset), timestamp: '0', attributes: 0 };
  });
}

const offsets = (records: readonly LogRecord[]) => records.map(({ offset }) => offset);

test('begins where the group has committed, hands out what continues that, commits what is done', async () => {
  const setting = new Setting();
  const tenure = setting.tenure();
  await tenure.take(setting.payload(100, messages(100, 103)));
  await settle();
  expect(offsets(setting.handled)).toEqual([100, 101, 102]);
  expect(setting.events).toEqual(['resolved 102']);
  expect(setting.commits.at(-1)).toBe('103');
  expect(await tenure.lag([{ low: 0, high: 200 }])).toBe(97);
});

test('a fetch that begins too late is refused and repaired: what it steps over is in the log', async () => {
  const setting = new Setting();
  const tenure = setting.tenure();
  setting.stored = messages(100, 150);
  await tenure.take(setting.payload(120, messages(120, 125)));
  await settle();
  expect(setting.handled).toEqual([]);
  expect(setting.events).toEqual(['repaired t/g/0', 'seek 0 to 100']);
  await tenure.take(setting.payload(100, messages(100, 101)));
  await settle();
  expect(offsets(setting.handled)).toEqual([100]);
});

test('a fetch that begins later is taken when there is nothing between, because retention has deleted it', async () => {
  const setting = new Setting();
  const tenure = setting.tenure();
  setting.stored = messages(120, 121);
  await tenure.take(setting.payload(120, messages(120, 122)));
  await settle();
  expect(offsets(setting.handled)).toEqual([120, 121]);
});

test('what was taken before is not taken again', async () => {
  const setting = new Setting();
  const tenure = setting.tenure();
  await tenure.take(setting.payload(100, messages(100, 103)));
  await tenure.take(setting.payload(100, messages(100, 105)));
  await settle();
  expect(offsets(setting.handled)).toEqual([100, 101, 102, 103, 104]);
});

test.each([
  ['nothing was committed', undefined, 30],
  ['what was committed is deleted', 10, 30],
  ['the log ends before what was committed', 500, 30],
])('begins at the oldest record if %s', async (_, committed, expected) => {
  const setting = new Setting();
  setting.committed = committed;
  setting.range = { low: 30, high: 200 };
  const tenure = setting.tenure();
  await settle();
  expect(tenure.positions()).toEqual(new Map([[0, expected]]));
});

test('a log that was cut below our position ends this member', async () => {
  const setting = new Setting();
  await setting.tenure().take(setting.payload(0, messages(0, 5), 50));
  expect(setting.events).toEqual(['lost: partition 0 ends at 50, before 100']);
});

test('records of others are passed over and reported', async () => {
  const setting = new Setting();
  const foreign = { ...messages(101, 102)[0], headers: {} } as KafkaMessage;
  await setting.tenure().take(setting.payload(100, [...messages(100, 101), foreign, ...messages(102, 103)]));
  await settle();
  expect(offsets(setting.handled)).toEqual([100, 102]);
  expect(setting.events).toContain('foreign t/0/101');
  expect(setting.commits.at(-1)).toBe('103');
});

test('once revoked nothing is taken, handed out or committed, even if a handler ends only now', async () => {
  const setting = new Setting();
  const gate = Promise.withResolvers<void>();
  setting.handle = () => gate.promise;
  const tenure = setting.tenure();
  await tenure.take(setting.payload(100, [...messages(100, 101, 'a'), ...messages(101, 102, 'a')]));
  await settle();
  tenure.revoke();
  gate.resolve();
  await tenure.take(setting.payload(102, messages(102, 105)));
  await settle();
  expect(offsets(setting.handled)).toEqual([100, 101]);
  expect(setting.commits).toEqual([]);
});

test('the next tenure waits for handlers of the one before, per key', async () => {
  const setting = new Setting();
  const gate = Promise.withResolvers<void>();
  setting.handle = (key) => (key === 'a' ? gate.promise : Promise.resolve());
  const before = setting.tenure();
  await before.take(setting.payload(100, messages(100, 101, 'a')));
  await settle();
  before.revoke();
  const after = setting.tenure();
  await after.take(setting.payload(100, [...messages(100, 101, 'a'), ...messages(101, 102, 'b')]));
  await settle();
  expect(offsets(setting.handled)).toEqual([100, 101]);
  gate.resolve();
  await settle();
  expect(offsets(setting.handled)).toEqual([100, 101, 100]);
});

test('without a living session handlers wait until it lives again', async () => {
  const setting = new Setting();
  setting.alive = false;
  await setting.tenure().take(setting.payload(100, messages(100, 101)));
  await setting.time.advanceSettling(5_000);
  expect(setting.handled).toEqual([]);
  setting.alive = true;
  await setting.time.advanceSettling(200);
  expect(offsets(setting.handled)).toEqual([100]);
});
