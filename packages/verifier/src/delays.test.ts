import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Delays } from './delays.ts';

it('quantiles are at most five percent above the true ones, and never above the longest', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 600_000 }), { minLength: 1 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (times, quantile) => {
        const delays = new Delays();
        for (const time of times) delays.add(time);
        const exact = times.toSorted((left, right) => left - right)[Math.ceil(times.length * quantile) - 1] ?? 0;
        expect(delays.quantileMs(quantile)).toBeGreaterThanOrEqual(exact - 1e-6);
        expect(delays.quantileMs(quantile)).toBeLessThanOrEqual(exact * 1.05 + 1e-6);
        expect(delays.quantileMs(quantile)).toBeLessThanOrEqual(delays.maxMs);
      },
    ),
  );
});

it('without any there is none', () => {
  expect(new Delays().quantileMs(0.99)).toBe(0);
});
