import { ManualTime } from '@microchat/testkit/manual-time';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConnectRate } from './connect-rate.ts';

test('in no second there are more than it allows, however they come', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 10, max: 300 }),
      fc.array(fc.record({ waitMs: fc.integer({ min: 0, max: 700 }), attempts: fc.integer({ min: 1, max: 500 }) }), {
        maxLength: 40,
      }),
      (perSecondMax, arrivals) => {
        const time = new ManualTime();
        const rate = new ConnectRate(time, perSecondMax);
        const admitted: number[] = [];
        for (const { waitMs, attempts } of arrivals) {
          time.advance(waitMs);
          for (let attempt = 0; attempt < attempts; attempt += 1) {
            if (rate.take()) admitted.push(time.monotonicMs());
          }
        }
        for (const [at, firstMs] of admitted.entries()) {
          const within = admitted.slice(at).filter((nextMs) => nextMs - firstMs < 1_000).length;
          expect(within).toBeLessThanOrEqual(perSecondMax);
        }
      },
    ),
  );
});

test('a steady stream below it is never refused, and after a storm there is room again', () => {
  const time = new ManualTime();
  const rate = new ConnectRate(time, 100);
  for (let attempt = 0; attempt < 200; attempt += 1) {
    time.advance(12);
    expect(rate.take()).toBe(true);
  }
  while (rate.take());
  time.advance(200);
  expect(rate.take()).toBe(true);
});
