import { describe, expect, it } from 'vitest';
import { runRollingRestart } from './rolling-restart-run.ts';

describe.runIf(process.platform === 'linux')('a rolling restart of all gateway workers under load', () => {
  it('loses nothing, doubles nothing, and brings every client back within what the server admits', async () => {
    const limits = { workers: 2, connectsPerSecond: 200 };
    const report = await runRollingRestart({ ...limits, connections: 300, drainMs: 1_500 });
    // Lost, doubled or reordered messages have thrown by now.
    expect(report.stored).toBeGreaterThanOrEqual(report.acked);
    expect(report.moved).toBe(300);
    expect(report.welcomedPerSecondMost).toBeLessThanOrEqual(limits.workers * limits.connectsPerSecond);
  }, 120_000);
});
