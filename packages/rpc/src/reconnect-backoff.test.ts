import { ManualTime } from '@microchat/testkit/manual-time';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { expect, test } from 'vitest';

import { ReconnectBackoff } from './reconnect-backoff.ts';

test('waits longer with every useless stream, up to two seconds, and not at all after a useful one', () => {
  const time = new ManualTime();
  const backoff = new ReconnectBackoff(time, new SeededRandom('backoff'));
  expect(backoff.waitMs()).toBe(0);
  for (const delayMs of [50, 100, 200, 400, 800, 1_600, 2_000, 2_000]) {
    backoff.streamClosed(false);
    expect(backoff.waitMs()).toBeGreaterThanOrEqual(delayMs / 2);
    expect(backoff.waitMs()).toBeLessThanOrEqual(delayMs);
    time.advance(delayMs);
    expect(backoff.waitMs()).toBe(0);
  }
  backoff.streamClosed(true);
  expect(backoff.waitMs()).toBe(0);
  backoff.streamClosed(false);
  expect(backoff.waitMs()).toBeLessThanOrEqual(50);
});
