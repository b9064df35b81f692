import { expect, test } from 'vitest';

import { RestartBackoff } from './restart-backoff.ts';

test('doubles from 100 ms to 5 s while the worker keeps crashing', () => {
  const backoff = new RestartBackoff();
  const delays = Array.from({ length: 8 }, () => backoff.nextDelayMs(0));
  expect(delays).toEqual([100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
});

test('starts over after a healthy run', () => {
  const backoff = new RestartBackoff();
  backoff.nextDelayMs(0);
  backoff.nextDelayMs(9_999);
  expect(backoff.nextDelayMs(10_000)).toBe(100);
});
