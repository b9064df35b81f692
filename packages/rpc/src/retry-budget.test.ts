import { expect, test } from 'vitest';

import { RetryBudget } from './retry-budget.ts';

test('starts with ten retries, gets one for every ten calls, saves up a hundred', () => {
  const budget = new RetryBudget();
  const spent = (): number => {
    let count = 0;
    while (budget.spend()) count += 1;
    return count;
  };
  expect(spent()).toBe(10);
  for (let call = 0; call < 35; call++) budget.earn();
  expect(spent()).toBe(3);
  for (let call = 0; call < 10_000; call++) budget.earn();
  expect(spent()).toBe(100);
});
