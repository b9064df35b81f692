import { expect, test } from 'vitest';
import { runTwice } from './compare-runs.ts';
import { regressionSeeds, smokeSeeds } from './regression-seeds.ts';
import { describeFailure } from './report.ts';

test.for(smokeSeeds)('seed %i: every invariant holds, and two runs are one', async (seed) => {
  const result = await runTwice(seed);
  expect(result.violations, describeFailure(result)).toEqual([]);
  expect(result.acknowledged).toBeGreaterThan(0);
});

test.for([...regressionSeeds])('seed $seed, which found: $found', async ({ seed }) => {
  const result = await runTwice(seed);
  expect(result.violations, describeFailure(result)).toEqual([]);
});
