import { ManualTime } from '@microchat/testkit/manual-time';
import { expect, test } from 'vitest';
import { ServerClock } from './server-clock.ts';

test('goes on from the last answer, undisturbed by the wall clock here', () => {
  const time = new ManualTime();
  const clock = new ServerClock(time);
  expect(clock.known).toBe(false);
  expect(() => clock.now()).toThrow(RangeError);
  clock.learn(1_000_000);
  time.setNow(time.now() + 300_000);
  time.advance(250);
  expect(clock.now()).toBe(1_000_250);
});

test('follows a server whose clock jumps back', () => {
  const time = new ManualTime();
  const clock = new ServerClock(time);
  clock.learn(1_000_000);
  clock.learn(700_000);
  time.advance(1);
  expect(clock.now()).toBe(700_001);
});
