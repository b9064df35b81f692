import { ManualTime } from '@microchat/testkit/manual-time';
import { expect, test } from 'vitest';
import { ConsumerWatchdog } from './consumer-watchdog.ts';

/** A consumer as the watchdog sees it. */
class Watched {
  readonly time = new ManualTime();
  readonly failures: string[] = [];
  silentMs = 0;
  positions: ReadonlyMap<number, number> | undefined = new Map([[0, 5]]);
  ranges: readonly { low: number; high: number }[] | undefined = [{ low: 0, high: 5 }];
  answer = async () => {
    if (this.ranges === undefined) throw new Error('Kafka is away');
    return this.ranges;
  };
  readonly watchdog = new ConsumerWatchdog({
    timers: this.time,
    checkEveryMs: 1_000,
    silenceMaxMs: 5_000,
    silentMs: () => this.silentMs,
    positions: () => this.positions,
    offsetRanges: () => this.answer(),
    failed: (cause) => this.failures.push(cause.message),
  });
}

test('nothing to do is no failure, and moving is none', async () => {
  const watched = new Watched();
  await watched.time.advanceSettling(3_000);
  watched.ranges = [{ low: 0, high: 100 }];
  for (let position = 6; position < 10; position++) {
    watched.positions = new Map([[0, position]]);
    await watched.time.advanceSettling(1_000);
  }
  expect(watched.failures).toEqual([]);
});

test('a partition that has records and does not move fails at the second look', async () => {
  const watched = new Watched();
  watched.ranges = [{ low: 0, high: 6 }];
  await watched.time.advanceSettling(1_000);
  expect(watched.failures).toEqual([]);
  await watched.time.advanceSettling(1_000);
  expect(watched.failures).toEqual(['partition 0 stands still at 5']);
});

test('partitions that are paused, not known yet, or can not be compared do not count', async () => {
  const watched = new Watched();
  watched.ranges = [{ low: 0, high: 6 }];
  await watched.time.advanceSettling(1_000);
  watched.positions = new Map();
  await watched.time.advanceSettling(1_000);
  watched.positions = undefined;
  await watched.time.advanceSettling(1_000);
  watched.positions = new Map([[0, 5]]);
  watched.ranges = undefined;
  await watched.time.advanceSettling(2_000);
  expect(watched.failures).toEqual([]);
});

test('silence fails, whatever the positions; after stop nothing does', async () => {
  const watched = new Watched();
  watched.silentMs = 5_001;
  await watched.time.advanceSettling(1_000);
  expect(watched.failures).toEqual(['the consumer gave no sign of life for 5001 ms']);
  watched.watchdog.stop();
  await watched.time.advanceSettling(10_000);
  expect(watched.failures).toHaveLength(1);
});

test('silence fails even while the broker owes an answer', async () => {
  const watched = new Watched();
  watched.answer = () => new Promise(() => undefined);
  await watched.time.advanceSettling(1_000);
  watched.silentMs = 6_000;
  await watched.time.advanceSettling(1_000);
  expect(watched.failures).toHaveLength(1);
});
