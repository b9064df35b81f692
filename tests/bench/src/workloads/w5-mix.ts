import type { RecordableHistogram } from 'node:perf_hooks';
import { measureFsync } from '../limits/measure-fsync.ts';
import { elapse, median, measureWindow } from '../load/measure.ts';
import type { BenchOptions } from '../options.ts';
import { inspectable } from '../profile/inspector.ts';
import { profileServer } from '../profile/write-profile.ts';
import { type Figure, maximumTarget } from '../report/figure.ts';
import { type BenchServer, startBenchServer } from '../server/bench-server.ts';
import { cpuTimeOf, residentBytes } from '../server/cpu-time.ts';
import { readMetrics } from '@microchat/tests-e2e/read-metrics';
import { verifyMix } from './mix-verdict.ts';
import { type Mix, startMix } from './mix.ts';

const calibrationInFlight = 200;
const loadOfCapacity = 0.5;
const fsyncs = 20;
const drainMsMax = 30_000;
const drainPollMs = 100;

/** A sample of what must not grow. */
interface Sample {
  readonly atMs: number;
  readonly residentBytes: number;
  /** Messages without an answer. */
  readonly underWay: number;
  readonly eventLoopP99Ms: number;
}

/** Users with a realistic mix at a fixed rate, half of what the server can do: latencies, and that nothing is lost or doubled. */
export async function w5(options: BenchOptions): Promise<Figure[]> {
  const server = await startBenchServer(options.isProfiled ? { variables: inspectable } : {});
  try {
    const mix = await startMix(server, options);
    const { traffic, groupSizes } = mix;
    console.log(
      `W5: ${options.users} users, ${groupSizes.length} groups of ${Math.min(...groupSizes)} to ${Math.max(...groupSizes)}`,
    );
    traffic.startClosedLoop(calibrationInFlight);
    await elapse(options.firstWarmUpMs);
    const capacity = await measureWindow({ completed: () => traffic.acked }, options.window.windowMs, server.pid);
    traffic.pause();
    await drained(mix);
    const rate = options.rate ?? Math.round(capacity.perSecond * loadOfCapacity);
    console.log(`W5: a closed loop of the mix takes ${Math.round(capacity.perSecond)} messages/s; now ${rate}/s`);
    const steady = await keepUp(options, server, mix, rate);
    const isDrained = await drained(mix);
    const verdict = await verifyMix(mix);
    printSoak(steady, verdict, isDrained);
    traffic.stop();
    return figuresOf(options, mix, capacity.perSecond, rate, steady, verdict.lost + verdict.conversationsOff);
  } finally {
    await server.stop();
  }
}

interface Steady {
  readonly samples: readonly Sample[];
  readonly generatorCpu: number;
  readonly serverCpu: number;
  readonly before: ReadonlyMap<string, number>;
  readonly after: ReadonlyMap<string, number>;
}

async function keepUp(options: BenchOptions, server: BenchServer, { traffic }: Mix, rate: number): Promise<Steady> {
  const durationMs = options.minutes * 60_000;
  traffic.startOpenLoop(rate);
  await elapse(options.window.warmUpMs);
  if (options.isProfiled) await profileServer('w5', options, server);
  traffic.forgetLatencies();
  const before = await readMetrics(server.metricsPort);
  const [cpuBefore, serverBefore, startedAt] = [process.cpuUsage(), cpuTimeOf(server.pid).allMs, performance.now()];
  const samples: Sample[] = [];
  while (performance.now() - startedAt < durationMs) {
    await elapse(Math.min(10_000, durationMs / 6));
    const metrics = await readMetrics(server.metricsPort);
    samples.push({
      atMs: performance.now() - startedAt,
      residentBytes: residentBytes(server.pid),
      underWay: traffic.underWay,
      eventLoopP99Ms: (metrics.get('nodejs_eventloop_lag_p99_seconds') ?? Number.NaN) * 1_000,
    });
  }
  const elapsedMs = performance.now() - startedAt;
  const cpu = process.cpuUsage(cpuBefore);
  const serverCpu = (cpuTimeOf(server.pid).allMs - serverBefore) / elapsedMs;
  traffic.pause();
  const generatorCpu = (cpu.user + cpu.system) / 1_000 / elapsedMs;
  return { samples, generatorCpu, serverCpu, before, after: await readMetrics(server.metricsPort) };
}

/** Waits until every message is answered and nothing comes any more. */
async function drained({ traffic }: Mix): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < drainMsMax; waitedMs += drainPollMs) {
    const before = traffic.deliveries;
    await elapse(drainPollMs * 10);
    if (traffic.underWay === 0 && traffic.deliveries === before) return true;
  }
  return false;
}

type Verdict = Awaited<ReturnType<typeof verifyMix>>;

function printSoak({ samples, before, after }: Steady, verdict: Verdict, isDrained: boolean): void {
  // The first part fills caches and the compiler's memory.
  const settled = samples.slice(Math.floor(samples.length / 3));
  const bytesPerMs = slopeOf(settled.map(({ atMs, residentBytes: bytes }) => [atMs, bytes]));
  const of = (key: keyof Sample) => samples.map((sample) => sample[key]);
  console.log(
    `W5: resident ${megabytes(samples[0]?.residentBytes)} -> ${megabytes(samples.at(-1)?.residentBytes)} MB, slope of the last two thirds ${((bytesPerMs * 3_600_000) / 1e6).toFixed(1)} MB/h`,
  );
  console.log(
    `W5: messages without an answer: median ${median(of('underWay'))}, last ${of('underWay').at(-1)}, most ${Math.max(...of('underWay'))}; event loop p99 median ${median(of('eventLoopP99Ms')).toFixed(1)} ms`,
  );
  const risen = [...after].filter(([name, value]) => isLoss(name) && value > (before.get(name) ?? 0));
  console.log(
    `W5: drops, retries, gaps: ${risen.map(([name, value]) => `${name} +${value - (before.get(name) ?? 0)}`).join(', ') || 'none'}`,
  );
  console.log(`W5: verified${isDrained ? '' : ' (NOT drained)'}: ${JSON.stringify(verdict)}`);
}

function isLoss(name: string): boolean {
  return /^microchat_.*(dropped|behind|hints|retries|gaps|lost|fail|duplicate|conflict)/.test(name);
}

function megabytes(bytes = Number.NaN): string {
  return (bytes / 1e6).toFixed(0);
}

/** Least squares. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

function figuresOf(
  options: BenchOptions,
  { traffic }: Mix,
  capacity: number,
  rate: number,
  { generatorCpu, serverCpu }: Steady,
  wrong: number,
): Figure[] {
  const percentiles = (histogram: RecordableHistogram) =>
    [50, 99, 99.9].map((percentile) => histogram.percentile(percentile) / 1_000);
  const latencies = (what: string, histogram: RecordableHistogram, p99Max: number): Figure[] =>
    percentiles(histogram).map((value, at) => ({
      workload: 'W5',
      what: `${what} p${['50', '99', '99.9'][at]} at ${rate}/s`,
      unit: 'ms',
      value,
      generatorCpu,
      serverCpu,
      ...(at === 1 ? { target: maximumTarget(value, 'ms', p99Max) } : {}),
    }));
  const fsyncMs = measureFsync(fsyncs);
  return [
    {
      workload: 'W5',
      what: `capacity of the mix, ${options.users} users, ${calibrationInFlight} in flight`,
      unit: 'msg/s',
      value: capacity,
    },
    ...latencies('send to ack', traffic.ackLatency, 10 + fsyncMs),
    ...latencies('send to delivery', traffic.deliveryLatency, 15 + 2 * fsyncMs),
    {
      workload: 'W5',
      what: `lost or doubled of ${traffic.acked} acknowledged`,
      unit: 'messages',
      value: wrong,
      target: maximumTarget(wrong, 'messages', 0),
    },
  ];
}
