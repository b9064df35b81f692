// A program for the crash test: commits, merges and consumes in the folder of its argument until it is killed, and prints
// what it was promised: `committed <partition> <version>`, `merged <column> <value>`, `handled <partition> <sequence>`.
import { openLmdbEngine } from '../lmdb-engine.ts';
import { SystemTimers } from '../system-time.ts';

const [, , folder = '', partitionCount = '20'] = process.argv;
const engine = await openLmdbEngine({ folder, timers: new SystemTimers() });

await engine.eventLog.subscribe({
  topic: 'changes',
  group: 'watchers',
  handle: async (key, records) => {
    for (const record of records) console.log(`handled ${key} ${record.sequence}`);
  },
});
for (let partition = 0; partition < Number(partitionCount); partition++) void writeForEver(`p${partition}`);

async function writeForEver(partition: string): Promise<never> {
  const key = { table: 'crash', partition };
  let { version } = await engine.kv.read(key);
  for (;;) {
    const sequence = version + 1;
    const value = Buffer.from(`${partition}#${sequence}`);
    const row = { column: String(sequence).padStart(8, '0'), value };
    const event = { topic: 'changes', key: partition, sequence, value };
    const commit = {
      key,
      ifVersion: version,
      commitId: `${process.pid}/${sequence}`,
      head: value,
      puts: [row],
      deletes: [],
      events: [event],
    };
    const outcome = await engine.kv.commit(commit);
    if (outcome.kind !== 'applied') throw new Error(`conflict in ${partition} at version ${version}`);
    version = outcome.version;
    console.log(`committed ${partition} ${version}`);
    const merged = Buffer.alloc(4);
    merged.writeUInt32BE(version);
    await engine.kv.merge([{ key: { table: 'crash-merged', partition: 'all' }, column: partition, value: merged }]);
    console.log(`merged ${partition} ${version}`);
  }
}
