// Commits of bare KvStore, as a process of its own: what a message costs the store if nothing else is done.
// 200 partitions with one conditional commit in flight each: an entry, its de-duplication row and an event.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLmdbEngine } from '@microchat/adapters/lmdb-engine';
import { SystemTimers } from '@microchat/adapters/system-time';
import { startCallLoad } from '../load/call-load.ts';
import { measureRate, type Window } from '../load/measure.ts';

const partitions = 200;
const value = Buffer.alloc(200, 1);

process.on('disconnect', () => process.exit(0));
process.on('message', (window: Window) => {
  void measure(window).then((perSecond) => process.send?.({ perSecond }));
});

async function measure(window: Window): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'microchat-bench-'));
  const engine = await openLmdbEngine({ folder, timers: new SystemTimers() });
  const load = startCallLoad(partitions, async (partition, version) => {
    const outcome = await engine.kv.commit({
      key: { table: 'bench', partition: `p${partition}` },
      ifVersion: version,
      commitId: `${partition}-${version}`,
      head: value.subarray(0, 40),
      puts: [
        { column: `e${version}`, value },
        { column: `d${version}`, value: value.subarray(0, 40) },
      ],
      deletes: [],
      events: [{ topic: 'bench', key: `p${partition}`, sequence: version + 1, value }],
    });
    if (outcome.kind !== 'applied') throw new Error('nobody else writes here');
  });
  const { perSecond } = await measureRate(load, window);
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
  return perSecond;
}
