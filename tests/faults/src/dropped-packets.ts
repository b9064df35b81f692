// A program that runs in a network of its own (dropped-packets.test.ts): packets to one client are dropped without a reset while
// others write to it. Prints what came of it as JSON.
import { execFileSync } from 'node:child_process';
import { tokenOf } from '@microchat/tests-e2e/rest';
import { startServer } from '@microchat/tests-e2e/server';
import { connect } from '@microchat/tests-e2e/wire-client';
import { pollUntil } from './poll-until.ts';
import { metricOf } from './read-metric.ts';

const heartbeatMs = 1_500;
const clientAddress = '127.0.0.2';
const metricsPort = 19_400;
const messages = 20;

/** In both directions, and before the table of local addresses is asked. */
function dropPackets(action: 'add' | 'del'): void {
  for (const direction of ['from', 'to']) {
    execFileSync('ip', ['rule', action, 'pref', '5', direction, clientAddress, 'blackhole']);
  }
}

// The table of local addresses comes first otherwise, and knows all of 127.0.0.0/8.
execFileSync('ip', ['rule', 'add', 'pref', '10', 'lookup', 'local']);
execFileSync('ip', ['rule', 'del', 'pref', '0']);

const server = await startServer({
  workers: 0,
  heartbeatMs,
  variables: { MICROCHAT_METRICS_PORT: String(metricsPort) },
});
const connections = () => metricOf(metricsPort, 'microchat_gateway_connections');
try {
  await tokenOf(server, 'alice');
  const bob = await connect(server, 'bob');
  const first = await bob.client.send({ userId: 'alice' }, 'm-0', 'before');

  const alice = await connect(server, 'alice', { deviceId: 'phone', localAddress: clientAddress });
  const { cursor } = alice.welcome.changes;
  const received = alice.client.messages;
  await bob.client.send({ userId: 'alice' }, 'm-1', 'seen');
  await alice.client.until(() => received.some(({ index }) => index === 2), 'alice gets a message');
  alice.client.raw({ ack: { positions: [{ conversationId: first.conversationId, index: 2 }] } });
  await pollUntil(async () => (await connections()) === 2, 'both are connected');

  dropPackets('add');
  const droppedAtMs = performance.now();
  const pings = setInterval(() => alice.client.raw({ ping: { cursor } }), heartbeatMs / 2);
  for (let number = 2; number < messages; number += 1) {
    await bob.client.send({ userId: 'alice' }, `m-${number}`, `meanwhile ${number}`);
  }
  // Bob must not be taken for dead, too: he pings.
  const bobPings = setInterval(() => void bob.client.ping(''), heartbeatMs / 2);
  await pollUntil(async () => (await connections()) === 1, 'the connection is given up', heartbeatMs * 4);
  const closedAfterMs = Math.round(performance.now() - droppedAtMs);
  clearInterval(pings);
  const receivedMeanwhile = received.filter(({ index }) => index > 2).length;
  dropPackets('del');
  alice.client.socket.terminate();

  // The same device is back, with the cursor that it had.
  const back = await connect(server, 'alice', { deviceId: 'phone', cursor });
  const [entry] = back.welcome.changes.conversations;
  const page = await back.client.pull(first.conversationId, { afterIndex: 2, limit: 200 });
  clearInterval(bobPings);
  console.log(
    JSON.stringify({
      heartbeatMs,
      closedAfterMs,
      receivedMeanwhile,
      headAfter: entry?.head.index,
      unreadAfter: entry?.unread,
      pulled: page.messages.map(({ clientMessageId }) => clientMessageId).toReversed(),
    }),
  );
  await bob.client.close();
  await back.client.close();
} finally {
  await server.stop();
}
