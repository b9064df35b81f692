import { expect, test } from 'vitest';
import { ManualTime, settle } from './manual-time.ts';

test('timers run in the order of their times, equal ones as they were set, never at once', () => {
  const time = new ManualTime();
  const ran: string[] = [];
  time.after(20, () => ran.push('twenty'));
  time.after(10, () => ran.push('ten'));
  time.after(10, () => ran.push('ten again'));
  time.after(0, () => ran.push('zero'));
  time.after(-5, () => ran.push('past'));
  expect(ran).toEqual([]);
  time.advance(10);
  expect(ran).toEqual(['zero', 'past', 'ten', 'ten again']);
  time.advance(9);
  expect(ran).toHaveLength(4);
  time.advance(1);
  expect(ran.at(-1)).toBe('twenty');
});

test('a timer that is set on the way runs at its own time', () => {
  const time = new ManualTime(1_000);
  const seen: number[] = [];
  time.after(10, () => time.after(10, () => seen.push(time.now())));
  time.after(15, () => seen.push(time.now()));
  time.advance(100);
  expect(seen).toEqual([1_015, 1_020]);
  expect(time.now()).toBe(1_100);
});

test('a cancelled timer does not run', () => {
  const time = new ManualTime();
  let ran = false;
  const timer = time.after(10, () => {
    ran = true;
  });
  timer.cancel();
  timer.cancel();
  time.advance(20);
  expect([ran, time.pending]).toEqual([false, 0]);
});

test('the wall clock jumps alone', () => {
  const time = new ManualTime();
  let ran = false;
  time.after(1_000, () => {
    ran = true;
  });
  time.setNow(time.now() + 3_600_000);
  time.setNow(5);
  expect([time.now(), time.monotonicMs(), ran]).toEqual([5, 0, false]);
  time.advance(1_000);
  expect([time.now(), time.monotonicMs(), ran]).toEqual([1_005, 1_000, true]);
});

test('advanceSettling lets promises set the next timer', async () => {
  const time = new ManualTime();
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      time.after(ms, resolve);
    });
  let steps = 0;
  const walk = async () => {
    for (; steps < 5; steps++) {
      await wait(10);
      await settle(1);
    }
  };
  void walk();
  await time.advanceSettling(50);
  expect(steps).toBe(5);
});
