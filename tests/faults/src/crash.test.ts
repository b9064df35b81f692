import { describe, expect, it } from 'vitest';
import { runCrash } from './crash-run.ts';

describe('a server killed three times under load', () => {
  it.each([
    { seed: 1, workers: 0 },
    { seed: 2, workers: 2 },
    { seed: 3, workers: 2 },
  ])(
    'keeps every acknowledged message exactly once (seed $seed, $workers workers)',
    async ({ seed, workers }) => {
      const report = await runCrash(seed, workers);
      expect(report.killedAtAcked).toHaveLength(3);
      expect(report.acked).toBe(8 * 150);
      // The membership entry of the group is stored, too.
      expect(report.stored).toBeGreaterThanOrEqual(report.acked + 1);
    },
    120_000,
  );
});
