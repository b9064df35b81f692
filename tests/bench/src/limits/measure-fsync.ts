import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../load/measure.ts';

const blockBytes = 4_096;

/** Milliseconds of a write and its fdatasync where the server has its data, the median of `count`. */
export function measureFsync(count: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'microchat-bench-'));
  const file = openSync(join(folder, 'synced'), 'w');
  const block = Buffer.alloc(blockBytes, 1);
  const times = Array.from({ length: count }, () => {
    const startedAt = performance.now();
    writeSync(file, block);
    fdatasyncSync(file);
    return performance.now() - startedAt;
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  return median(times);
}
