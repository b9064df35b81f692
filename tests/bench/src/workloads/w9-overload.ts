import { elapse, measureWindow, median } from '../load/measure.ts';
import { SendTemplate } from '../load/send-template.ts';
import { Traffic } from '../load/traffic.ts';
import type { BenchOptions } from '../options.ts';
import { type Figure, maximumTarget, minimumTarget } from '../report/figure.ts';
import { type BenchServer, startBenchServer } from '../server/bench-server.ts';
import { connectAll } from '../server/members.ts';

const pairs = 400;
const peakInFlight = 1_000;
const overload = 3;
/** Windows of overload that are one: what queues is answered in bursts. */
const overloadWindows = 4;
const goodputPercentMin = 90;
/** Longer than people wait is not bounded. */
const admittedMsMax = 1_000;
const watchMs = 50;

interface Overload {
  readonly peak: number;
  readonly offered: number;
  readonly goodput: number;
  readonly refusedPerSecond: number;
  readonly p99Ms: number;
  /** The longest time in which nothing was answered. */
  readonly stallMs: number;
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
  const p99 = median(of('p99Ms'));
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
    {
      ...common,
      what: 'p99 of what was admitted',
      unit: 'ms',
      value: p99,
      runs: of('p99Ms'),
      target: maximumTarget(p99, 'ms', admittedMsMax),
    },
    {
      ...common,
      what: 'longest time without an answer',
      unit: 'ms',
      value: median(of('stallMs')),
      runs: of('stallMs'),
    },
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
  const windowMs = options.window.windowMs * overloadWindows;
  const stall = watchForStalls(traffic);
  const { perSecond, generatorCpu } = await measureWindow(acked, windowMs);
  const overloadResult = {
    peak,
    offered,
    goodput: perSecond,
    refusedPerSecond: ((refusals(traffic) - refusedBefore) * 1_000) / windowMs,
    p99Ms: traffic.ackLatency.percentile(99) / 1_000,
    stallMs: stall.end(),
    generatorCpu,
  };
  traffic.stop();
  return overloadResult;
}

function watchForStalls(traffic: Traffic): { end(): number } {
  let longestMs = 0;
  let acked = traffic.acked;
  let changedAt = performance.now();
  const look = () => {
    longestMs = Math.max(longestMs, performance.now() - changedAt);
    if (traffic.acked === acked) return;
    acked = traffic.acked;
    changedAt = performance.now();
  };
  const timer = setInterval(look, watchMs);
  return {
    end() {
      clearInterval(timer);
      look();
      return longestMs;
    },
  };
}

function refusals({ refused }: Traffic): number {
  return [...refused.values()].reduce((sum, count) => sum + count, 0);
}
