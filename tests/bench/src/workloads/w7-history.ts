import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { singleConversationId } from '@microchat/core/ids';
import { pageCost } from '@microchat/tests-constellation/page-cost';
import { BenchClient } from '../load/bench-client.ts';
import type { BenchOptions } from '../options.ts';
import { type Figure, maximumTarget } from '../report/figure.ts';
import { type BenchServer, startBenchServer } from '../server/bench-server.ts';
import { measureCpuOf } from '../server/cpu-per-call.ts';
import { cpuTimeOf } from '../server/cpu-time.ts';
import { admitAll } from '../server/members.ts';
import { sendMany } from '../server/send-many.ts';

const userId = 'alice';
const pageMessages = 50;
const messagesEach = 120;

/**
 * Pages of 50 messages: the newest of a conversation in use, and the first one of each of many conversations after a restart,
 * when nothing of them is in the server's memory (the operating system's has it).
 */
export async function w7(options: BenchOptions): Promise<Figure[]> {
  const conversations = options.isShort ? 40 : 400;
  const dataDir = mkdtempSync(join(tmpdir(), 'microchat-bench-'));
  try {
    await build(options, dataDir, conversations);
    const server = await startBenchServer({ dataDir });
    try {
      const client = await connect(server, options);
      const cold = await measureCold(server, client, conversations);
      const hot = await measureCpuOf(server.pid, options.runs, conversations, () => pull(client, 0));
      return figuresOf(cold, hot, await pageCost(pageMessages));
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function figuresOf(
  cold: number,
  hot: Awaited<ReturnType<typeof measureCpuOf>>,
  cost: Awaited<ReturnType<typeof pageCost>>,
): Figure[] {
  const unit = 'ms of server CPU';
  const reads = (calls: number) => ({
    unit: 'reads of the store',
    value: calls,
    target: maximumTarget(calls, 'reads', 2),
  });
  return [
    { workload: 'W7', what: `page of ${pageMessages}, hot`, unit, ...hot, target: maximumTarget(hot.value, 'ms', 1) },
    { workload: 'W7', what: `page of ${pageMessages}, cold`, unit, value: cold },
    { workload: 'W7', what: 'hot page', unit: 'reads of the store', value: cost.hot.calls },
    { workload: 'W7', what: `cold page (${cost.coldTables})`, ...reads(cost.cold.calls) },
  ];
}

async function build(options: BenchOptions, dataDir: string, conversations: number): Promise<void> {
  const server = await startBenchServer({ dataDir });
  const client = await connect(server, options);
  const peerIds = Array.from({ length: conversations }, (_, at) => `peer-${at}`);
  await admitAll(server, options.encoding, peerIds);
  const targets = Array.from({ length: messagesEach }, () => peerIds.map((peerId) => ({ userId: peerId }))).flat();
  await sendMany(client, targets, 'm-');
  client.close();
  await server.stop();
}

/** Each conversation once, the first half of them so that the code is not cold as well. */
async function measureCold(server: BenchServer, client: BenchClient, conversations: number): Promise<number> {
  const half = Math.floor(conversations / 2);
  for (let peer = 0; peer < half; peer += 1) await pull(client, peer);
  const before = cpuTimeOf(server.pid).allMs;
  for (let peer = half; peer < conversations; peer += 1) await pull(client, peer);
  return (cpuTimeOf(server.pid).allMs - before) / (conversations - half);
}

async function pull(client: BenchClient, peer: number): Promise<void> {
  const conversationId = singleConversationId(userId, `peer-${peer}`);
  const { page } = await client.request({ pull: { conversationId, limit: pageMessages } });
  if (page?.messages.length !== pageMessages) throw new Error('a page is not full');
}

async function connect(server: BenchServer, { encoding }: BenchOptions): Promise<BenchClient> {
  return BenchClient.connect({
    url: server.gatewayUrl,
    encoding,
    token: await server.tokenOf(userId),
    deviceId: 'phone',
  });
}
