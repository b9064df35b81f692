import { describe, expect, it } from 'vitest';
import { pauseMsOf } from './updates.ts';

describe('the pause between two rounds', () => {
  it.each([
    [0, 750],
    [0.5, 1_000],
    [0.999, 1_249.5],
  ])('with %d of chance is %d ms', (random, pauseMs) => {
    expect(pauseMsOf(1_000, random)).toBeCloseTo(pauseMs);
  });
});
