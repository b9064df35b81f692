import { expect, test } from 'vitest';
import { partitionOfKey } from './partition-of-key.ts';

// These values are stored data: if they change, records of a key are no longer where they were.
test.each([
  ['s~alice~bob', 684],
  ['g~team', 752],
  ['a', 715],
  ['', 923],
])('the partition of %j does not change', (key, partition) => {
  expect(partitionOfKey(key, 1_000)).toBe(partition);
});

test.each([4, 16, 64])('similar keys spread over %i partitions', (count) => {
  const sizes: number[] = [];
  for (let number = 0; number < 10_000; number++) {
    const partition = partitionOfKey(`s~user-${number}~user-${number + 1}`, count);
    sizes[partition] = (sizes[partition] ?? 0) + 1;
  }
  expect(sizes).toHaveLength(count);
  expect(Math.min(...sizes)).toBeGreaterThan((10_000 / count) * 0.7);
  expect(Math.max(...sizes)).toBeLessThan((10_000 / count) * 1.3);
});
