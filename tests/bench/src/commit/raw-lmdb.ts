import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'lmdb';
import { startCallLoad } from '../load/call-load.ts';
import { appendsPerCommit, conversations, messageBytes, rowsPerAppend } from './commit-shape.ts';
import { measureRate } from '../load/measure.ts';

/** Appends per second of bare LMDB: conditional batches of the same rows and events, one in flight in each partition. */
export async function measureRawLmdb(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'microchat-bench-'));
  const root = open({ path: folder, noSubdir: false, overlappingSync: false, maxDbs: 4, mapSize: 8 * 1024 ** 3 });
  const versions = root.openDB<Buffer, string>({ name: 'versions', encoding: 'binary', useVersions: true });
  const rows = root.openDB<Buffer, string>({ name: 'rows', encoding: 'binary' });
  const log = root.openDB<Buffer, number>({ name: 'log', encoding: 'binary' });
  const value = Buffer.alloc(messageBytes, 1);
  let offset = 0;
  const load = startCallLoad(conversations, async (partition, version) => {
    const key = `partition-${partition}`;
    const stage = () => {
      void versions.put(key, value, version + 1);
      for (let append = 0; append < appendsPerCommit; append += 1) {
        const name = `${key}/${version * appendsPerCommit + append}`;
        for (let row = 0; row < rowsPerAppend; row += 1) void rows.put(`${name}/${row}`, value);
        void log.put(offset++, value);
      }
    };
    const isApplied = await (version === 0 ? versions.ifNoExists(key, stage) : versions.ifVersion(key, version, stage));
    if (!isApplied) throw new Error('nobody else writes here');
  });
  const { perSecond } = await measureRate(load);
  await root.close();
  rmSync(folder, { recursive: true, force: true });
  return perSecond * appendsPerCommit;
}
