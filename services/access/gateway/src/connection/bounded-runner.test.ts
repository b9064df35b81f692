import { settle } from '@microchat/testkit/manual-time';
import { describe, expect, it } from 'vitest';
import { BoundedRunner } from './bounded-runner.ts';

describe('bounded runner', () => {
  it('runs so many tasks at a time, the others in their order', async () => {
    const runner = new BoundedRunner(2);
    const started: number[] = [];
    const ends: (() => void)[] = [];
    for (let task = 1; task <= 4; task++) {
      runner.run(() => {
        started.push(task);
        return new Promise((resolve) => ends.push(resolve));
      });
    }
    expect(started).toEqual([1, 2]);
    ends[1]?.();
    await settle();
    expect(started).toEqual([1, 2, 3]);
    ends[0]?.();
    ends[2]?.();
    await settle();
    expect(started).toEqual([1, 2, 3, 4]);
  });
});
