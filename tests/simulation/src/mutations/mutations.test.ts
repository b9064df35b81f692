import { expect, test } from 'vitest';
import { allMutations } from './all-mutations.ts';
import { hunt } from './hunt.ts';

const huntMsMax = 120_000;

test.for([...allMutations])('found: $name', { timeout: huntMsMax }, async (mutation) => {
  const found = await hunt(mutation);
  expect(found?.details, `no seed finds: ${mutation.name}`).toBeDefined();
});
