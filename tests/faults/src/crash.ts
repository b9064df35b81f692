// `npm run crash -- --seeds 100 [--from 1] [--workers 2]`: kills a real server under load, once per seed.
import { parseArgs } from 'node:util';
import { runCrash } from './crash-run.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10' },
    from: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
  },
});
const first = Number(values.from);
const last = first + Number(values.seeds) - 1;
const totals = { acked: 0, stored: 0, kills: 0, failed: 0 };
for (let seed = first; seed <= last; seed += 1) {
  try {
    const report = await runCrash(seed, Number(values.workers));
    totals.acked += report.acked;
    totals.stored += report.stored;
    totals.kills += report.killedAtAcked.length;
    console.log(
      `seed ${seed}: ${report.acked} acked, ${report.stored} stored, killed after ${report.killedAtAcked.join(', ')} acked, ` +
        `${report.reconnects} connections, ${report.durationMs} ms`,
    );
  } catch (error) {
    totals.failed += 1;
    console.error(
      `${error instanceof Error ? error.message : String(error)}\n  again: npm run crash -- --seeds 1 --from ${seed} --workers ${values.workers}`,
    );
  }
}
console.log(
  `${last - first + 1} seeds, ${totals.kills} kills, ${totals.acked} acked, ${totals.stored} stored, ` +
    (totals.failed === 0 ? '0 lost, 0 doubled' : `${totals.failed} seeds FAILED`),
);
process.exit(totals.failed === 0 ? 0 : 1);
