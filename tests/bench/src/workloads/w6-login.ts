import { longListCost } from '@microchat/tests-constellation/sync-cost';
import { BenchClient } from '../load/bench-client.ts';
import { elapse } from '../load/measure.ts';
import type { BenchOptions } from '../options.ts';
import { type Figure, maximumTarget } from '../report/figure.ts';
import { type BenchServer, startBenchServer } from '../server/bench-server.ts';
import { measureCpuOf } from '../server/cpu-per-call.ts';
import { admitAll } from '../server/members.ts';
import { sendMany } from '../server/send-many.ts';

const changed = 20;
const userId = 'alice';
const pollMs = 50;
const pollsMax = 200;

/** A device comes back to a list of 5 000 conversations of which 20 have changed. */
export async function w6(options: BenchOptions): Promise<Figure[]> {
  const conversations = options.isShort ? 500 : 5_000;
  const logins = options.isShort ? 20 : 200;
  const cost = await longListCost(conversations, changed);
  const server = await startBenchServer();
  try {
    const cursor = await buildList(server, options, conversations);
    let roundTrips = 0;
    const login = async () => {
      const client = await connect(server, options, 'phone', cursor);
      roundTrips = await finishSync(client);
      client.close();
    };
    await waitForChanges(server, options, cursor);
    const cpu = await measureCpuOf(server.pid, options.runs, logins, login);
    const what = `login, ${changed} of ${conversations} conversations changed`;
    const common = { workload: 'W6', what };
    return [
      { ...common, ...cpu, unit: 'ms of server CPU', target: maximumTarget(cpu.value, 'ms', 5) },
      { ...common, value: roundTrips, unit: 'round trips', target: maximumTarget(roundTrips, 'round trips', 1) },
      {
        ...common,
        what: `${what}: reads`,
        value: cost.lists.calls + cost.heads.calls,
        unit: `of lists and heads (${cost.lists.rows + cost.heads.rows} rows)`,
      },
      { ...common, what: `${what}: welcome, JSON`, value: cost.jsonBytes, unit: 'bytes' },
      { ...common, what: `${what}: welcome, protobuf`, value: cost.protoBytes, unit: 'bytes' },
    ];
  } finally {
    await server.stop();
  }
}

/** Asks for what the welcome had no room for; answers how many round trips it were in all. */
async function finishSync(client: BenchClient): Promise<number> {
  let { count, hasMore } = client.welcomed;
  let roundTrips = 1;
  for (let { cursor } = client; hasMore; roundTrips += 1) {
    const { changes } = await client.request({ sync: { cursor, limit: 500 } });
    count += changes?.conversations.length ?? 0;
    hasMore = changes?.hasMore ?? false;
    cursor = changes?.cursor ?? '';
  }
  if (count !== changed) throw new Error(`${count} conversations came instead of ${changed}`);
  return roundTrips;
}

/** Answers the cursor of a device that has seen the list before the last 20 changes. */
async function buildList(server: BenchServer, options: BenchOptions, conversations: number): Promise<string> {
  const builder = await connect(server, options, 'builder', '');
  const peers = Array.from({ length: conversations }, (_, at) => ({ userId: `peer-${at}` }));
  await admitAll(
    server,
    options.encoding,
    peers.map((peer) => peer.userId),
  );
  await sendMany(builder, peers, 'first-');
  const cursor = await seenAll(builder, conversations);
  const stride = Math.floor(conversations / changed);
  await sendMany(
    builder,
    Array.from({ length: changed }, (_, at) => ({ userId: `peer-${at * stride}` })),
    'second-',
  );
  builder.close();
  return cursor;
}

/** The list comes a moment after the messages. */
async function seenAll(client: BenchClient, conversations: number): Promise<string> {
  for (let poll = 0; poll < pollsMax; poll += 1) {
    let cursor = '';
    let seen = 0;
    for (let hasMore = true; hasMore; ) {
      const { changes } = await client.request({ sync: { cursor, limit: 500 } });
      seen += changes?.conversations.length ?? 0;
      cursor = changes?.cursor ?? '';
      hasMore = changes?.hasMore ?? false;
    }
    if (seen >= conversations) return cursor;
    await elapse(pollMs);
  }
  throw new Error('the list did not become complete');
}

async function waitForChanges(server: BenchServer, options: BenchOptions, cursor: string): Promise<void> {
  const client = await connect(server, options, 'observer', cursor);
  for (let poll = 0; poll < pollsMax; poll += 1) {
    const { changes } = await client.request({ sync: { cursor, limit: 100 } });
    if (changes?.conversations.length === changed) return client.close();
    await elapse(pollMs);
  }
  throw new Error('the changes did not come');
}

async function connect(
  server: BenchServer,
  { encoding }: BenchOptions,
  deviceId: string,
  cursor: string,
): Promise<BenchClient> {
  return BenchClient.connect({
    url: server.gatewayUrl,
    encoding,
    token: await server.tokenOf(userId),
    deviceId,
    cursor,
  });
}
