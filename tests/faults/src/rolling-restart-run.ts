import { tokenOf } from '@microchat/tests-e2e/rest';
import { startServer, type ServerProcess } from '@microchat/tests-e2e/server';
import { connect } from '@microchat/tests-e2e/wire-client';
import { HeldConnection } from './held-connection.ts';
import { pollUntil } from './poll-until.ts';
import { SteadySender } from './steady-sender.ts';
import { verifyConversation } from './verify-log.ts';
import { workerPids } from './worker-pids.ts';

export interface RollingRestartOptions {
  readonly connections: number;
  readonly workers: number;
  /** Of each worker. */
  readonly connectsPerSecond: number;
  readonly drainMs: number;
}

export interface RollingRestartReport {
  readonly connections: number;
  readonly acked: number;
  readonly stored: number;
  /** Connections that were told to move. */
  readonly moved: number;
  readonly refusals: number;
  readonly resets: number;
  /** Milliseconds between when a client was wanted back and when it was; the latest one. */
  readonly latestMs: number;
  readonly medianMs: number;
  /** Most connections welcomed within one second. */
  readonly welcomedPerSecondMost: number;
  readonly restartMs: number;
}

const devicesPerUser = 20;
const senderCount = 6;
/** Connections that are opened at the same time. */
const openingMax = 100;
const waitMsMax = 90_000;

/** All workers replaced once, with connections that are only held and senders that are never quiet. */
export async function runRollingRestart(options: RollingRestartOptions): Promise<RollingRestartReport> {
  const server = await startServer({
    workers: options.workers,
    variables: {
      MICROCHAT_DRAIN_MS: String(options.drainMs),
      MICROCHAT_CONNECTS_PER_SECOND: String(options.connectsPerSecond),
    },
  });
  const welcomes: number[] = [];
  const held: HeldConnection[] = [];
  try {
    await openAll(server, options.connections, held, welcomes);
    welcomes.length = 0;
    const load = await startLoad(server);
    await pollUntil(() => load.acked() > 100, 'messages are sent', waitMsMax);
    const before = workerPids(server.pid);
    const startMs = performance.now();
    process.kill(server.pid, 'SIGUSR2');
    await pollUntil(
      () => workerPids(server.pid).every((pid) => !before.includes(pid)),
      'the old workers are gone',
      waitMsMax,
    );
    const restartMs = performance.now() - startMs;
    await pollUntil(() => held.every(({ backMs }) => backMs !== undefined), 'every connection is back', waitMsMax);
    const verdict = await load.finish();
    const delays = held
      .map(({ movedMs = 0, reconnectAfterMs, backMs = 0 }) => backMs - movedMs - reconnectAfterMs)
      .sort((left, right) => left - right);
    return {
      ...verdict,
      connections: options.connections,
      moved: held.filter(({ movedMs }) => movedMs !== undefined).length,
      refusals: sum(held.map(({ refusals }) => refusals)),
      resets: sum(held.map(({ resets }) => resets)),
      latestMs: Math.round(delays.at(-1) ?? 0),
      medianMs: Math.round(delays[Math.floor(delays.length / 2)] ?? 0),
      welcomedPerSecondMost: mostInOneSecond(welcomes),
      restartMs: Math.round(restartMs),
    };
  } finally {
    for (const connection of held) connection.end();
    await server.stop();
  }
}

async function openAll(
  server: ServerProcess,
  count: number,
  held: HeldConnection[],
  welcomes: number[],
): Promise<void> {
  const tokens: string[] = [];
  for (let user = 0; user < count / devicesPerUser; user += 1) tokens.push(await tokenOf(server, `held-${user}`));
  for (let at = 0; at < count; at += 1) {
    const connection = new HeldConnection({
      url: server.gatewayUrl,
      token: tokens[Math.floor(at / devicesPerUser)] ?? '',
      deviceId: `device-${at % devicesPerUser}`,
      welcomed: (atMs) => void welcomes.push(atMs),
    });
    held.push(connection);
    connection.connect();
    await pollUntil(() => held.length - welcomes.length < openingMax, 'connections open', waitMsMax);
  }
  await pollUntil(() => welcomes.length >= count, 'connections open', waitMsMax);
}

/** Senders that go on until they are told to finish; then every acknowledged message is looked for. */
async function startLoad(server: ServerProcess) {
  await tokenOf(server, 'target');
  let isFinishing = false;
  function* messages(sender: number) {
    for (let at = 0; !isFinishing; at += 1) {
      yield { to: { userId: 'target' }, clientMessageId: `message-${at}`, body: `message ${at} of ${sender}` };
    }
  }
  const senders: SteadySender[] = [];
  for (let sender = 0; sender < senderCount; sender += 1) {
    senders.push(new SteadySender(server, await tokenOf(server, `sender-${sender}`), 'd', { pauseMs: 10 }));
  }
  const finished = Promise.all(senders.map((sender, number) => sender.sendAll(messages(number))));
  return {
    acked: () => sum(senders.map(({ acked }) => acked.length)),
    async finish(): Promise<{ acked: number; stored: number }> {
      isFinishing = true;
      await finished;
      const { client } = await connect(server, 'target');
      const all = senders.flatMap(({ acked }) => acked);
      const totals = { acked: 0, stored: 0 };
      for (const [conversationId, acked] of Map.groupBy(all, ({ sent }) => sent.conversationId)) {
        const verdict = await verifyConversation(client, conversationId, acked);
        totals.acked += verdict.acked;
        totals.stored += verdict.stored;
      }
      await client.close();
      return totals;
    },
  };
}

function mostInOneSecond(timesMs: readonly number[]): number {
  const sorted = timesMs.toSorted((left, right) => left - right);
  let most = 0;
  let first = 0;
  for (const [at, timeMs] of sorted.entries()) {
    while (timeMs - (sorted[first] ?? 0) >= 1_000) first += 1;
    most = Math.max(most, at - first + 1);
  }
  return most;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
