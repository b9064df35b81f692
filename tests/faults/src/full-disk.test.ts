import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canUseNamespaces, runInNamespace } from './run-in-namespace.ts';

test.skipIf(!canUseNamespaces())(
  'disk full: sends are refused as retryable, what was acknowledged stays, and it goes on by itself when there is room',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'microchat-small-disk-'));
    try {
      const report = (await runInNamespace('./full-disk.ts', { smallDisk: { folder, mebibytes: 24 } })) as {
        readonly ackedWhenFull: number;
        readonly refusals: Readonly<Record<string, number>>;
        readonly verdict: { readonly acked: number; readonly stored: number };
      };
      expect(report).toMatchObject({ freeBytes: 0, readWhenFull: 20, exitCode: 0, afterRestart: report.verdict });
      expect(report.ackedWhenFull).toBeGreaterThanOrEqual(50);
      expect(report.verdict.acked).toBeGreaterThan(report.ackedWhenFull);
      expect(Object.keys(report.refusals)).not.toEqual([]);
      for (const refusal of Object.keys(report.refusals)) expect(refusal).toMatch(/^UNAVAILABLE\//);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  120_000,
);
