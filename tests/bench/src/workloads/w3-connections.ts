import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subprotocols } from '@microchat/protocol/encodings';
import { openRaw, startRawServer } from '../limits/raw-target.ts';
import type { LeanSocket } from '../load/lean-socket.ts';
import { maskedFrame } from '../load/masked-frame.ts';
import { elapse, measureWindow, median } from '../load/measure.ts';
import { openWith } from '../load/open-with.ts';
import { payloadOf } from '../load/send-template.ts';
import { isWelcome } from '../load/server-frames.ts';
import type { BenchOptions } from '../options.ts';
import { type Figure, maximumTarget, ratioTarget } from '../report/figure.ts';
import { type BenchServer, startBenchServer } from '../server/bench-server.ts';
import { cpuTimeOf, residentBytes } from '../server/cpu-time.ts';
import { connectAll, someAtATime } from '../server/members.ts';

/** Handshakes under way at the same time. */
const connectingMax = 256;
/** Connections made and closed before memory is looked at: code is loaded then. */
const rehearsal = 300;
const deviceId = 'device';

/** How one kind of server is connected to and looked at. */
interface Subject {
  readonly pid: number;
  open(at: number): Promise<LeanSocket>;
}

interface Sample {
  readonly kilobytes: number;
  readonly handshakes: number;
  readonly generatorCpu: number;
  /** Memory that stayed when all were gone, as a share of what they took. */
  readonly kept: number;
}

interface OurSample extends Sample {
  /** Shares of a core with all connections idle, with heartbeats and without. */
  readonly heartbeatCpu: number;
  readonly silentCpu: number;
}

/** Idle connections and all of them coming back at once, beside a raw `ws` server that answers the first frame. */
export async function w3(options: BenchOptions): Promise<Figure[]> {
  const limits: Sample[] = [];
  const ours: OurSample[] = [];
  for (let run = 0; run < options.runs; run += 1) {
    limits.push(await measureRaw(options));
    ours.push(await measureOurs(options));
    console.log(`W3, run ${run + 1}: limit ${JSON.stringify(limits.at(-1))}, MicroChat ${JSON.stringify(ours.at(-1))}`);
  }
  return figuresOf(options, limits, ours);
}

function figuresOf({ connections }: BenchOptions, limits: readonly Sample[], ours: readonly OurSample[]): Figure[] {
  const of = (samples: readonly Sample[], key: keyof Sample) => {
    const runs = samples.map((sample) => sample[key]);
    return { value: median(runs), runs };
  };
  const memory = of(ours, 'kilobytes');
  const rawMemory = of(limits, 'kilobytes');
  const storm = of(ours, 'handshakes');
  const rawStorm = of(limits, 'handshakes');
  const heartbeats = ours.map(({ heartbeatCpu }) => heartbeatCpu * 100);
  const percent = median(heartbeats);
  const silent = ours.map(({ silentCpu }) => silentCpu * 100);
  return [
    {
      workload: 'W3',
      what: `memory of each of ${connections} idle connections`,
      unit: 'KB',
      ...memory,
      limit: { what: 'raw ws', ...rawMemory },
      target: {
        text: `<= ${(rawMemory.value + 1.2).toFixed(1)} KB (raw + 1.2)`,
        isMet: memory.value <= rawMemory.value + 1.2,
      },
    },
    {
      workload: 'W3',
      what: 'memory that stays when all are gone',
      unit: '% of what they took',
      ...share(of(ours, 'kept')),
    },
    {
      workload: 'W3',
      what: `all that ${connections} idle connections with heartbeats cost`,
      unit: '% of a core',
      value: percent,
      runs: heartbeats,
      target: maximumTarget(percent, '% of a core', 3),
    },
    {
      workload: 'W3',
      what: 'of it before the first heartbeat',
      unit: '% of a core',
      value: median(silent),
      runs: silent,
    },
    {
      workload: 'W3',
      what: `${connections} come back at once`,
      unit: 'handshakes/s',
      ...storm,
      generatorCpu: Math.max(...ours.map(({ generatorCpu }) => generatorCpu)),
      limit: {
        what: 'raw ws',
        ...rawStorm,
        generatorCpu: Math.max(...limits.map(({ generatorCpu }) => generatorCpu)),
      },
      target: ratioTarget(storm.value, rawStorm.value, 0.5),
    },
  ];
}

function share({ value, runs }: { readonly value: number; readonly runs: readonly number[] }) {
  return { value: value * 100, runs: runs.map((run) => run * 100) };
}

async function measureRaw(options: BenchOptions): Promise<Sample> {
  const server = await startRawServer();
  try {
    return await measureSubject(options, { pid: server.pid, open: (at) => openRaw(server, `device-${at}`) });
  } finally {
    await server.stop();
  }
}

async function measureOurs(options: BenchOptions): Promise<OurSample> {
  const dataDir = mkdtempSync(join(tmpdir(), 'microchat-bench-'));
  // Logged in at one server and measured at the next: memory that the logins needed would be there for the others.
  const first = await startBenchServer({ dataDir });
  const devices = await loggedIn(options, first);
  await first.stop();
  const server = await startBenchServer({ dataDir });
  try {
    const subject: Subject = {
      pid: server.pid,
      open: (at) =>
        openWith(server.gatewayUrl, subprotocols[options.encoding], devices[at]?.hello as Buffer, (data, start) =>
          isWelcome(options.encoding, data, start),
        ),
    };
    let silentCpu = 0;
    let heartbeatCpu = 0;
    const sample = await measureSubject(options, subject, async (sockets) => {
      silentCpu = (await measureWindow({ completed: () => 0 }, options.window.windowMs, server.pid)).serverCpu;
      heartbeatCpu = await heartbeats(options, server, sockets, devices);
    });
    return { ...sample, heartbeatCpu, silentCpu };
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Frames of a device. */
interface Device {
  readonly hello: Buffer;
  readonly ping: Buffer;
}

/** What every device says when it comes back: the ticket of its first login, as the SDK does. */
async function loggedIn({ connections, encoding }: BenchOptions, server: BenchServer): Promise<Device[]> {
  const userIds = Array.from({ length: connections }, (_, at) => `idle-${at}`);
  const clients = await connectAll(server, encoding, userIds, deviceId);
  const frame = (body: Parameters<typeof payloadOf>[1]) => maskedFrame(payloadOf(encoding, body), encoding === 'proto');
  return clients.map((client) => {
    client.close();
    const { ticket, cursor } = client;
    return {
      hello: frame({ id: 1, hello: { token: ticket, deviceId, platform: 'bench', cursor } }),
      ping: frame({ ping: { cursor } }),
    };
  });
}

async function measureSubject(
  options: BenchOptions,
  subject: Subject,
  whileIdle: (sockets: readonly LeanSocket[]) => Promise<void> = async () => {},
): Promise<Sample> {
  const numbers = Array.from({ length: options.connections }, (_, at) => at);
  const openAll = (count: number) => someAtATime(numbers.slice(0, count), connectingMax, (at) => subject.open(at));
  closeAll(await openAll(rehearsal));
  await settle(options);
  const before = residentBytes(subject.pid);
  const sockets = await openAll(options.connections);
  await settle(options);
  const taken = residentBytes(subject.pid) - before;
  await whileIdle(sockets);
  closeAll(sockets);
  await settle(options);
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const back = await openAll(options.connections);
  const elapsedMs = performance.now() - startedAt;
  const cpu = process.cpuUsage(cpuBefore);
  closeAll(back);
  await settle(options);
  return {
    kilobytes: taken / options.connections / 1024,
    handshakes: (options.connections * 1_000) / elapsedMs,
    generatorCpu: (cpu.user + cpu.system) / 1_000 / elapsedMs,
    kept: (residentBytes(subject.pid) - before) / taken,
  };
}

/** The server's share of a core while every connection sends its ping once in an interval, evenly spread. */
async function heartbeats(
  options: BenchOptions,
  server: BenchServer,
  sockets: readonly LeanSocket[],
  devices: readonly Device[],
): Promise<number> {
  const intervalMs = options.isShort ? 2_000 : 25_000;
  const cpuBefore = cpuTimeOf(server.pid).allMs;
  const startedAt = performance.now();
  let sent = 0;
  while (sent < sockets.length) {
    await elapse(20);
    const due = Math.min(sockets.length, ((performance.now() - startedAt) / intervalMs) * sockets.length);
    for (; sent < due; sent += 1) sockets[sent]?.write(devices[sent]?.ping as Buffer);
  }
  return (cpuTimeOf(server.pid).allMs - cpuBefore) / (performance.now() - startedAt);
}

function closeAll(sockets: readonly LeanSocket[]): void {
  for (const socket of sockets) socket.destroy();
}

/** Until the server has seen closes and has collected its garbage. */
function settle({ isShort }: BenchOptions): Promise<void> {
  return elapse(isShort ? 500 : 4_000);
}
