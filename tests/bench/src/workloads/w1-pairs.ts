import { measureRawCommits } from '../limits/measure-raw-commits.ts';
import { rawPairs, startRawServer } from '../limits/raw-target.ts';
import { startPairLoad } from '../load/pair-load.ts';
import type { BenchOptions } from '../options.ts';
import { writeProfile } from '../profile/write-profile.ts';
import { compareRates } from '../report/compare-rates.ts';
import { type Figure, ratioTarget } from '../report/figure.ts';
import { type BenchServer, startBenchServer } from '../server/bench-server.ts';
import { microchatPairs } from '../server/microchat-load.ts';

const pairs = 200;
const ratioMin = 0.28;

/** 200 pairs, one message of 100 bytes in flight each. */
export async function w1(options: BenchOptions): Promise<Figure[]> {
  const what = `${pairs} pairs, 1 in flight each`;
  const start = async (server: BenchServer, run: number) =>
    startPairLoad(await microchatPairs(server, options.encoding, pairs, run));
  const raw = await startRawServer();
  const server = await startBenchServer();
  try {
    const { ours, limit } = await compareRates(
      what,
      options,
      { pid: raw.pid, start: async () => startPairLoad(await rawPairs(raw, pairs)) },
      { pid: server.pid, start: (run) => start(server, run) },
    );
    const commits = await measureRawCommits(options.runs, options.window);
    const common = { workload: 'W1', unit: 'msg/s', ...ours };
    const target = ratioTarget(ours.value, limit.value, ratioMin);
    return [
      { ...common, what, limit: { what: 'raw ws', ...limit }, target },
      { ...common, what: `${what}, beside the bare store`, limit: { what: 'raw KvStore commits', value: commits } },
    ];
  } finally {
    await Promise.all([raw.stop(), server.stop()]);
    if (options.isProfiled) await writeProfile('w1', options, (profiled) => start(profiled, 0));
  }
}
