// A program for the disk-full test: commits 30 KiB rows with their events until the engine refuses one, then prints what
// happened as JSON and ends by force, because lmdb cannot be closed well without room.
import { openLmdbEngine } from '../lmdb-engine.ts';
import { SystemTimers } from '../system-time.ts';

const [, , folder = ''] = process.argv;
const engine = await openLmdbEngine({ folder, timers: new SystemTimers() });
const key = { table: 't', partition: 'p' };
const value = Buffer.alloc(30 * 1024, 7);
let acknowledged = 0;
let failure: unknown;
while (failure === undefined) {
  const sequence = acknowledged + 1;
  const puts = [{ column: String(sequence).padStart(6, '0'), value }];
  const events = [{ topic: 'x', key: 'k', sequence, value }];
  try {
    await engine.kv.commit({ key, ifVersion: acknowledged, commitId: `c${sequence}`, puts, deletes: [], events });
    acknowledged++;
  } catch (error) {
    failure = error;
  }
}
const { version } = await engine.kv.read(key);
const appended = await engine.eventLog
  .append([{ topic: 'x', key: 'k', sequence: 0, value: Buffer.alloc(200 * 1024) }])
  .then(
    () => 'appended',
    (error: unknown) => nameOf(error),
  );
process.stdout.write(JSON.stringify({ acknowledged, error: nameOf(failure), versionRead: version, appended }));
process.exit(0);

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}
