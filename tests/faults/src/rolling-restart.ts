// `npm run rolling-restart -- --connections 5000 [--workers 2] [--connects 400] [--drain-ms 10000]`
import { parseArgs } from 'node:util';
import { runRollingRestart } from './rolling-restart-run.ts';

const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '5000' },
    workers: { type: 'string', default: '2' },
    connects: { type: 'string', default: '400' },
    'drain-ms': { type: 'string', default: '10000' },
  },
});
const connectsPerSecond = Number(values.connects);
const workers = Number(values.workers);
const report = await runRollingRestart({
  connections: Number(values.connections),
  workers,
  connectsPerSecond,
  drainMs: Number(values['drain-ms']),
});
console.table(report);
const isWithinLimit = report.welcomedPerSecondMost <= connectsPerSecond * workers;
console.log(
  `${report.acked} acknowledged, all stored once, in order; at most ${report.welcomedPerSecondMost} connections a second, allowed ${connectsPerSecond * workers}`,
);
process.exit(isWithinLimit ? 0 : 1);
