import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinDecimal, splitDecimal } from './decimal-64.ts';

test('halves and text are the same number', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (number) => {
      const halves = { low: 0, high: 0 };
      splitDecimal(`${number}`, halves);
      expect((BigInt(halves.high) << 32n) | BigInt(halves.low)).toBe(number);
      expect(joinDecimal(halves.low, halves.high)).toBe(`${number}`);
    }),
    { numRuns: 2_000, examples: [[0n], [2n ** 32n], [2n ** 53n], [2n ** 53n - 1n], [999_999_999n], [10n ** 18n]] },
  );
});

test.each(['', ' 1', '1.5', '1e3', '-1', '0x1', '18446744073709551616', '100000000000000000000'])(
  '"%s" is refused',
  (text) => {
    expect(() => splitDecimal(text, { low: 0, high: 0 })).toThrow(TypeError);
  },
);
