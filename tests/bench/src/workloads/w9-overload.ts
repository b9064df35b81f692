import { elapse, measureWindow, median } from '../load/measure.ts';
import { SendTemplate } from '../load/send-template.ts';
import { Traffic } from '../load/traffic.ts';
import type { BenchOptions } from '../options.ts';
import { type Figure, minimumTarget } from '../report/figure.ts';
import { type BenchServer, startBenchServer } from '../server/bench-server.ts';
import { connectAll } from '../server/members.ts';

const pairs = 400;
const peakInFlight = 1_000;
const overload = 3;
const goodputPercentMin = 90;

interface Overload {
  readonly peak: number;
  readonly offered: number;
  readonly goodput: number;
  readonly refusedPerSecond: number;
  readonly p99Ms: number;
  readonly generatorCpu: number;
}

/** One-to-one messages at three times the rate that the server can keep up: what it still gets done, and how long that takes. */
export async function w9(options: BenchOptions): Promise<Figure[]> {
  const runs: Overload[] = [];
  for (let run = 0; run < options.runs; run += 1) {
    // A server for each run: one that has been drowned may have a queue left.
    const server = await startBenchServer();
    try {
      runs.push(await overloaded(server, options));
      console.log(`W9, run ${run + 1}: ${JSON.stringify(runs.at(-1))}`);
    } finally {
      await server.stop();
    }
  }
  const of = (key: keyof Overload) => runs.map((run) => run[key]);
  const shares = runs.map(({ goodput, peak }) => (goodput / peak) * 100);
  const common = { workload: 'W9', generatorCpu: Math.max(...of('generatorCpu')) };
  const goodput = median(shares);
  return [
    { ...common, what: `peak, ${peakInFlight} in flight`, unit: 'msg/s', value: median(of('peak')), runs: of('peak') },
    {
      ...common,
      what: `goodput at ${overload} x the peak`,
      unit: '% of the peak',
      value: goodput,
      runs: shares,
      target: minimumTarget(goodput, '%', goodputPercentMin),
    },
    { ...common, what: 'p99 of what was admitted', unit: 'ms', value: median(of('p99Ms')), runs: of('p99Ms') },
    { ...common, what: 'refused', unit: 'msg/s', value: median(of('refusedPerSecond')), runs: of('refusedPerSecond') },
  ];
}

async function overloaded(server: BenchServer, options: BenchOptions): Promise<Overload> {
  const senderIds = Array.from({ length: pairs }, (_, at) => `sender-${at}`);
  const receiverIds = senderIds.map((_, at) => `receiver-${at}`);
  const userIds = [...senderIds, ...receiverIds];
  const clients = await connectAll(server, options.encoding, userIds, 'phone');
  const templates = receiverIds.map((userId) => new SendTemplate(options.encoding, { userId }, 'o-'));
  let next = 0;
  const traffic = new Traffic({
    clients,
    userIds,
    nextRoute() {
      const sender = next % pairs;
      next += 1;
      return { sender, template: templates[sender] as SendTemplate };
    },
  });
  const acked = { completed: () => traffic.acked };
  traffic.startClosedLoop(peakInFlight);
  await elapse(options.firstWarmUpMs);
  const peak = (await measureWindow(acked, options.window.windowMs)).perSecond;
  traffic.pause();
  const offered = peak * overload;
  traffic.startOpenLoop(offered);
  // So long that whatever only queues has queued.
  await elapse(options.firstWarmUpMs);
  traffic.forgetLatencies();
  const refusedBefore = refusals(traffic);
  const { perSecond, generatorCpu } = await measureWindow(acked, options.window.windowMs);
  const overloadResult = {
    peak,
    offered,
    goodput: perSecond,
    refusedPerSecond: ((refusals(traffic) - refusedBefore) * 1_000) / options.window.windowMs,
    p99Ms: traffic.ackLatency.percentile(99) / 1_000,
    generatorCpu,
  };
  traffic.stop();
  return overloadResult;
}

function refusals({ refused }: Traffic): number {
  return [...refused.values()].reduce((sum, count) => sum + count, 0);
}
