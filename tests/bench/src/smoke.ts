import { type Load, measureRate, median } from './measure.ts';
import { microchatGroup, microchatPairs, startMicrochat } from './microchat-target.ts';
import { pin } from './pinning.ts';
import { rawGroup, rawPairs, startRawServer } from './raw-target.ts';

const runs = 3;
const serverCore = 0;
const loadCore = 1;
const generatorCpuMax = 0.9;

interface Row {
  readonly workload: string;
  readonly raw: number;
  readonly microchat: number;
  readonly generatorCpu: number;
}

/**
 * One-to-one and 300-member-group rates next to a raw `ws` loop that sends message by message, in one run: server and
 * load each on a core of their own, alternating, medians. MicroChat is durable before it answers; the loop stores nothing.
 */
export async function smoke(): Promise<void> {
  const pinned = pin(process.pid, loadCore);
  const raw = await startRawServer(serverCore);
  const microchat = await startMicrochat(serverCore);
  try {
    const rows = [
      await compare(
        '200 pairs, 1 in flight each',
        () => rawPairs(raw, 200),
        (run) => microchatPairs(microchat, 200, run),
      ),
      await compare(
        'group of 300, 8 in flight',
        () => rawGroup(raw, 300, 8),
        (run) => microchatGroup(microchat, 300, 8, run),
      ),
    ];
    console.log(
      `server on core ${serverCore}, load on core ${loadCore}${pinned ? '' : ' (NOT pinned: no taskset)'}, medians of ${runs}`,
    );
    console.table(
      rows.map(({ workload, raw: limit, microchat: rate, generatorCpu }) => ({
        workload,
        'raw ws msg/s': Math.round(limit),
        'MicroChat msg/s': Math.round(rate),
        ratio: Number((rate / limit).toFixed(2)),
        'generator CPU': `${generatorCpu.toFixed(2)}${generatorCpu > generatorCpuMax ? ' INVALID' : ''}`,
      })),
    );
  } finally {
    await Promise.all([raw.stop(), microchat.stop()]);
  }
}

async function compare(
  workload: string,
  startRaw: () => Promise<Load>,
  startOurs: (run: number) => Promise<Load>,
): Promise<Row> {
  const rawRates: number[] = [];
  const ourRates: number[] = [];
  const generatorCpu: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const limit = await measureRate(await startRaw());
    const ours = await measureRate(await startOurs(run));
    rawRates.push(limit.perSecond);
    ourRates.push(ours.perSecond);
    generatorCpu.push(ours.generatorCpu);
    console.log(
      `${workload}, run ${run + 1}: raw ${Math.round(limit.perSecond)}/s, MicroChat ${Math.round(ours.perSecond)}/s`,
    );
  }
  return { workload, raw: median(rawRates), microchat: median(ourRates), generatorCpu: median(generatorCpu) };
}
