import { expect, it } from 'vitest';
import { runFuzz } from './fuzz-run.ts';

it('100 000 hostile frames leave the server serving, with flat memory', async () => {
  const report = await runFuzz(1, 100_000);
  console.log(JSON.stringify(report));
  expect(report.frames).toBe(100_000);
  // Every frame gets an error, an answer or a close code; the close codes are the protocol's own.
  expect(report.answers).toBeGreaterThan(10_000);
  expect(Object.keys(report.closes).every((code) => ['4004', '1005', '1007', '1009'].includes(code))).toBe(true);
  expect(report.rssLastFifthMib).toBeLessThanOrEqual(report.rssSecondFifthMib * 1.1);
}, 300_000);
