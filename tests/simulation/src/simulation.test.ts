import { expect, test } from 'vitest';
import { runTwice } from './compare-runs.ts';
import { regressionSeeds, smokeSeeds } from './regression-seeds.ts';
import { describeFailure } from './report.ts';

/** A seed takes a second or two; on a busy machine several times that. */
const seedMsMax = 120_000;

test.for(smokeSeeds)('seed %i: every invariant holds, and two runs are one', { timeout: seedMsMax }, async (seed) => {
  const result = await runTwice(seed);
  expect(result.violations, describeFailure(result)).toEqual([]);
  expect(result.acknowledged).toBeGreaterThan(0);
});

test.for([...regressionSeeds])('seed $seed, which found: $found', { timeout: seedMsMax }, async ({ seed }) => {
  const result = await runTwice(seed);
  expect(result.violations, describeFailure(result)).toEqual([]);
});
